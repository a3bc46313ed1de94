using DsrGateway.Bench.Contract;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Running;

/// <summary>One variant set up anew: the stub, the servers, the gateway; all gone afterwards.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _owned = new();
    private readonly List<(string Part, int Process)> _parts = [];

    private Scene(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Whose processor time is counted as what.</summary>
    public IReadOnlyList<(string Part, int Process)> Parts => _parts;

    public IReadOnlyDictionary<string, Uri> Systems { get; } = Bench.Systems.Ids.ToDictionary(id => id, _ => Ports.FreeAddress());

    /// <summary>Where cases are handed in.</summary>
    public Uri Address { get; } = Ports.FreeAddress();

    public static async Task<Scene> SetAsync(string parent, int latencyMs, CancellationToken cancellation)
    {
        var scene = new Scene(Directory.CreateDirectory(Path.Combine(parent, Guid.NewGuid().ToString("N"))).FullName);
        try
        {
            await scene.StartOwnAsync("adapters", ["stub", "--latency-ms", $"{latencyMs}", "--systems", scene.SystemsAsText()], cancellation);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public string SystemsAsText() => string.Join(',', Systems.Select(s => $"{s.Key}={s.Value}"));

    /// <summary>Starts a process of this same executable.</summary>
    public Task<Child> StartOwnAsync(string part, IEnumerable<string> args, CancellationToken cancellation) =>
        StartAsync(part, part, Environment.ProcessPath!, args, null, GrpcHost.Serving, cancellation);

    public async Task<Child> StartAsync(
        string part, string name, string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment, string ready,
        CancellationToken cancellation)
    {
        var child = Own(Child.Start(name, Folder, program, args, environment));
        Count(part, child.Id);
        await child.SaysAsync(ready, cancellation);
        return child;
    }

    public void Count(string part, int process) => _parts.Add((part, process));

    public T Own<T>(T owned) where T : IAsyncDisposable
    {
        _owned.Push(owned);
        return owned;
    }

    /// <summary>Calls that the stub got, and different pairs of case and system among them.</summary>
    public async Task<(long Calls, long Distinct)> CountersAsync(CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress(Systems.First().Value);
        var read = await new StubCounters.StubCountersClient(channel).ReadAsync(new ReadRequest(), cancellationToken: cancellation);
        return (read.Calls, read.Distinct);
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var last))
        {
            await last.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
