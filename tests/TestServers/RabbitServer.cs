using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>
/// A RabbitMQ for tests: the one DSR_TEST_RABBITMQ names, else one of Debian's package started here, one node or three, on loopback, with a folder of
/// its own that goes when it stops.
/// </summary>
public sealed partial class RabbitServer : IAsyncDisposable
{
    private readonly RabbitSetup? _setup;
    private readonly Caretaker? _caretaker;
    private readonly Process? _epmd;
    private readonly Uri? _given;
    private readonly List<string> _names = [];
    private int _hosts;

    private RabbitServer(Uri given) => (_given, Nodes) = (given, []);

    private RabbitServer(RabbitOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("dsr-mq-").FullName;
        var caretaker = _caretaker = new Caretaker(folder);
        _setup = new RabbitSetup(folder, options, RabbitIdentity.New(options.Nodes));
        _setup.Write();
        Nodes = [.. Enumerable.Range(0, options.Nodes).Select(i => new RabbitNode(_setup, i, id => caretaker.Watch(id)))];
        _epmd = StartEpmd(_setup);
        _caretaker.Watch(_epmd.Id);
    }

    /// <summary>Where a broker started here keeps everything.</summary>
    public string Folder => _setup?.Folder ?? throw new InvalidOperationException("This broker was given.");

    /// <summary>Empty if the broker was given.</summary>
    public IReadOnlyList<RabbitNode> Nodes { get; }

    /// <summary>The variable that names a given broker.</summary>
    internal const string Given = "DSR_TEST_RABBITMQ";

    /// <summary>Of Debian's package; of a given broker nobody knows.</summary>
    public string Version => _given is null ? RabbitPackage.Version : "(version not asked)";

    /// <summary>The one that the environment gives.</summary>
    internal static RabbitServer FromEnvironment() => new(new Uri(Environment.GetEnvironmentVariable(Given)!));

    /// <summary>One of Debian's package, which may be killed.</summary>
    public static async Task<RabbitServer> StartOwnAsync(RabbitOptions? options = null)
    {
        _ = RabbitPackage.Home;
        var server = new RabbitServer(options ?? new RabbitOptions());
        try
        {
            await server.StartAllAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new, empty virtual host; returns where it is: amqp://user:password@host:port[,host:port...]/name.</summary>
    public async Task<string> CreateVirtualHostAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"dsr_{Environment.ProcessId}_{Interlocked.Increment(ref _hosts)}_{Guid.NewGuid():N}");
        if (_given is not null)
        {
            return await RabbitManagement.CreateVirtualHostAsync(_given, name);
        }

        await AddVirtualHostAsync(name);
        _names.Add(name);
        return $"{_setup!.Address}/{name}";
    }

    /// <summary>Every message and queue is lost; the virtual hosts are there again, empty.</summary>
    public async Task WipeAsync()
    {
        await KillAllAsync();
        foreach (var folder in Nodes.SelectMany(n => Directory.GetDirectories(n.DataFolder)))
        {
            Directory.Delete(folder, recursive: true);
        }

        await StartAllAsync();
        foreach (var name in _names)
        {
            await AddVirtualHostAsync(name);
        }
    }

    /// <summary>Starts a node that was killed or stopped, with its data, and waits until it listens.</summary>
    public static async Task RestartAsync(RabbitNode node, CancellationToken cancellation = default)
    {
        node.Start();
        await node.ListensAsync(cancellation);
    }

    /// <summary>Starts all that do not run, at the same time: after a common end they wait for each other.</summary>
    public async Task StartAllAsync(CancellationToken cancellation = default)
    {
        var down = Nodes.Where(n => !n.Lives).ToList();
        down.ForEach(n => n.Start());
        await Task.WhenAll(down.Select(n => n.ListensAsync(cancellation)));
    }

    public Task KillAllAsync() => Task.WhenAll(Nodes.Select(n => n.KillAsync()));

    /// <summary>How many messages each queue of a virtual host holds; of a quorum queue, some seconds ago.</summary>
    /// <param name="virtualHost">As <see cref="CreateVirtualHostAsync"/> gave it, here and below.</param>
    public async Task<IReadOnlyDictionary<string, long>> QueuesAsync(string virtualHost)
    {
        const string One = "io_lib:format(\"~s ~b;\", [element(4, proplists:get_value(name, Q)), case proplists:get_value(messages, Q) of N when is_integer(N) -> N; _ -> -1 end])";
        var said = await AskAsync($"lists:flatten([{One} || Q <- rabbit_amqqueue:info_all(<<\"{NameOf(virtualHost)}\">>, [name, messages])]).");
        return said.Trim('"').Split(';', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(w => w.Length == 2)
            .ToDictionary(w => w[0], w => long.Parse(w[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>What the broker says of one queue, for people: as `rabbitmqctl list_queues` and `rabbitmq-queues quorum_status` do, and its alarms.</summary>
    public async Task<string> DescribeQueueAsync(string virtualHost, string queue)
    {
        const string Items = "[state, leader, online, consumers, messages_ready, messages_unacknowledged]";
        var said = await AskAsync(
            $"{{ok, Q}} = rabbit_amqqueue:lookup({Resource(virtualHost, queue)}), "
            + $"lists:flatten(io_lib:format(\"~0p members ~0p alarms ~0p\", [rabbit_amqqueue:info(Q, {Items}), "
            + $"rabbit_quorum_queue:status(<<\"{NameOf(virtualHost)}\">>, <<\"{queue}\">>), rabbit_alarm:get_alarms()])).");
        return said.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    /// <summary>How many nodes a living one sees, itself among them.</summary>
    public async Task<int> SeenNodesAsync() =>
        int.Parse(await AskAsync("length(rabbit_nodes:all_running())."), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await KillAllAsync();
        _caretaker?.Dispose();
        _epmd?.Dispose();
    }

    private static string NameOf(string virtualHost) => virtualHost[(virtualHost.LastIndexOf('/') + 1)..];

    private static string Resource(string virtualHost, string queue) => $"rabbit_misc:r(<<\"{NameOf(virtualHost)}\">>, queue, <<\"{queue}\">>)";

    private Task<string> AddVirtualHostAsync(string name) =>
        AskAsync($"ok = rabbit_vhost:add(<<\"{name}\">>, <<\"dsr\">>), rabbit_auth_backend_internal:set_permissions(<<\"dsr\">>, <<\"{name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"dsr\">>).");

    /// <summary>Lets a living node evaluate Erlang, and gives the result. Milliseconds, where the package's own tool takes seconds.</summary>
    private Task<string> AskAsync(string erlang) => AskAsync(Nodes.First(n => n.Lives), erlang);

    private async Task<string> AskAsync(RabbitNode node, string erlang)
    {
        var index = Nodes.Index().First(n => n.Item == node).Index;
        var address = string.Create(CultureInfo.InvariantCulture, $"{node.Address}:{_setup!.LinkOf(index)}");
        var start = new ProcessStartInfo("erl_call", ["-c", _setup.Cookie, "-r", "-address", address, "-timeout", "60", "-e"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(erlang);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        const string Done = "{ok, ";
        return output.StartsWith(Done, StringComparison.Ordinal)
            ? output[Done.Length..].TrimEnd().TrimEnd('}')
            : throw new InvalidOperationException($"RabbitMQ did not do it: {Readable(output)} {await error}");
    }

    /// <summary>An error's text comes as a list of characters, and may hold the state of a whole process.</summary>
    private static string Readable(string output)
    {
        const int Longest = 500;
        var start = output.IndexOf('[', StringComparison.Ordinal);
        var text = start < 0 ? output : string.Concat(output[start..].Split(',', ']', '[').Select(c => int.TryParse(c, CultureInfo.InvariantCulture, out var code) ? (char)code : ' '));
        var oneLine = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return oneLine.Length > Longest ? oneLine[..Longest] : oneLine;
    }

    /// <summary>The nodes' directory. Started here, for a node that finds none would leave one behind.</summary>
    private static Process StartEpmd(RabbitSetup setup)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec epmd >/dev/null 2>&1 </dev/null"]) { WorkingDirectory = "/" };
        foreach (var (name, value) in setup.Environment())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
