using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace DsrGateway.Demo;

/// <summary>A process of the demo, on a loopback port of its own, its output in a file.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly string _executable;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _process;

    public Child(string name, string executable, string folder, IReadOnlyDictionary<string, string> settings)
    {
        (Name, _executable, _folder, _settings) = (name, executable, folder, settings);
        Log = Path.Combine(folder, name + ".log");
    }

    public string Name { get; }

    public string Log { get; }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public void Start()
    {
        // The shell only turns the output into a file and becomes the program: the process id is the program's.
        string[] arguments = ["-c", "log=$1; shift; exec \"$0\" \"$@\" >>\"$log\" 2>&1 </dev/null", _executable, Log, .. _settings.Select(s => $"--{s.Key}={s.Value}")];
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo("/bin/sh", arguments) { WorkingDirectory = _folder });
    }

    /// <summary>Waits until it says that it serves.</summary>
    public async Task ReadyAsync(GrpcChannel channel, CancellationToken cancellation)
    {
        var health = new Health.HealthClient(channel);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_process is { HasExited: true })
            {
                throw new DemoException($"{Name} ended with exit code {_process.ExitCode}:\n{Tail()}");
            }

            try
            {
                var answer = await health.CheckAsync(new HealthCheckRequest(), cancellationToken: cancellation);
                if (answer.Status == HealthCheckResponse.Types.ServingStatus.Serving)
                {
                    return;
                }
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && Stopwatch.GetElapsedTime(started) < StartLimit)
            {
                // Not listening yet.
            }

            if (Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new DemoException($"{Name} does not serve after {StartLimit.TotalSeconds} s:\n{Tail()}");
            }

            await Task.Delay(LookAgain, cancellation);
        }
    }

    /// <summary>Ends it like kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public string Tail() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(20)) : "";

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }
}
