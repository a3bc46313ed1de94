using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Grpc.Net.Client;

namespace DsrGateway.TestKit;

/// <summary>A gateway as a process of its own, started from the built executable.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;
    private readonly GrpcChannel _channel;
    private readonly ConcurrentQueue<string> _said;

    private GatewayProcess(Process process, string address, ConcurrentQueue<string> said)
    {
        (_process, _said) = (process, said);
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = 8 * 1024 * 1024 });
        Cases = new CaseService.CaseServiceClient(_channel);
        Operators = new OperatorService.OperatorServiceClient(_channel);
    }

    public CaseService.CaseServiceClient Cases { get; }

    public OperatorService.OperatorServiceClient Operators { get; }

    public GrpcChannel Channel => _channel;

    public int Id => _process.Id;

    /// <summary>What it said so far, at most some hundred lines.</summary>
    public IEnumerable<string> Said => _said;

    /// <param name="around">What the process is started by, such as unshare; it must exec, so that the process is the gateway.</param>
    public static async Task<GatewayProcess> StartAsync(
        TempFolder folder, IReadOnlyDictionary<string, string> adapters, IEnumerable<string>? around = null, params IEnumerable<string> settings)
    {
        string[] command =
        [
            .. around ?? [],
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            typeof(GatewayApp).Assembly.Location,
            "--Gateway:Listen=http://127.0.0.1:0",
            $"--Gateway:ControllersFolder={folder["controllers"]}",
            $"--Cases:DataFolder={folder["data"]}",
            $"--Cases:KeyFolder={folder["keys"]}",
            .. adapters.Select(a => $"--Gateway:Adapters:{a.Key}={a.Value}"),
            .. settings,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var said = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(address.Task, ended).WaitAsync(TimeSpan.FromSeconds(60)) == ended)
        {
            throw new InvalidOperationException($"The gateway ended with {process.ExitCode}: {string.Join(Environment.NewLine, said)}");
        }

        return new GatewayProcess(process, await address.Task, said);

        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            if (said.Count < 200)
            {
                said.Enqueue(line);
            }

            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                address.TrySetResult(line[(at + Listening.Length)..].Trim());
            }
        }
    }

    /// <summary>A path as the process sees it, which may have mounts of its own.</summary>
    public string Inside(string path) => $"/proc/{_process.Id}/root{path}";

    /// <summary>The largest resident memory since the last reset, in bytes.</summary>
    public long PeakMemory() => Status("VmHWM:");

    /// <summary>The resident memory now, in bytes.</summary>
    public long Memory() => Status("VmRSS:");

    public void ResetPeakMemory() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private long Status(string name) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture) * 1024;
}
