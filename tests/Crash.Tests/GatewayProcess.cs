using System.Collections.Concurrent;
using System.Diagnostics;
using DsrGateway.V1;
using Grpc.Net.Client;

namespace DsrGateway.Crash.Tests;

/// <summary>One life of the gateway's real executable.</summary>
public sealed class GatewayProcess : IDisposable
{
    /// <summary>128 and the signal's number.</summary>
    public const int KilledBySigkill = 137;

    private const string Listening = "Now listening on: ";
    private static readonly string Executable = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "DsrGateway.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "DsrGateway.Server"));

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GrpcChannel? _channel;

    private GatewayProcess(int number, Process process) => (Number, _process) = (number, process);

    /// <summary>The how-manieth life it is.</summary>
    public int Number { get; }

    public int Id => _process.Id;

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; private set; } = null!;

    public CaseService.CaseServiceClient Cases { get; private set; } = null!;

    public OperatorService.OperatorServiceClient Operators { get; private set; } = null!;

    public string Output => string.Join(Environment.NewLine, _output);

    public static GatewayProcess Start(int number, string failpointFile, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Executable, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["DSR_FAILPOINT_FILE"] = failpointFile;
        // A life lasts a second or two: nothing is gained by measuring code in order to compile it better later.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = new Process { StartInfo = start };
        var gateway = new GatewayProcess(number, process);
        process.OutputDataReceived += (_, line) => gateway.Take(line.Data);
        process.ErrorDataReceived += (_, line) => gateway.Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        gateway.Exited = gateway.WaitForExitAsync();
        return gateway;
    }

    /// <summary>Waits until it listens.</summary>
    public async Task ConnectAsync()
    {
        await Task.WhenAny(_address.Task, Exited).WaitAsync(TimeSpan.FromSeconds(60));
        if (!_address.Task.IsCompleted)
        {
            throw new InvalidOperationException($"The gateway ended before it listened, exit code {await Exited}.{Environment.NewLine}{Output}");
        }

        _channel = GrpcChannel.ForAddress(await _address.Task);
        Cases = new CaseService.CaseServiceClient(_channel);
        Operators = new OperatorService.OperatorServiceClient(_channel);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _channel?.Dispose();
        _process.Dispose();
    }

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        while (_output.Count > 200)
        {
            _output.TryDequeue(out _);
        }

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(line[(at + Listening.Length)..].Trim());
        }
    }
}
