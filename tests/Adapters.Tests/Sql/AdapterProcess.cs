using System.Diagnostics;
using DsrGateway.Adapters.Sql;

namespace DsrGateway.Adapters.Tests.Sql;

/// <summary>The SQL adapter as a process of its own, so that it can be killed.</summary>
internal sealed class AdapterProcess : IDisposable
{
    public const int Killed = 128 + 9;
    private readonly Process _process;

    private AdapterProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async Task<AdapterProcess> StartAsync(string settings, string failpointFile)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SqlAdapterOptions).Assembly.Location, "--settings", settings, "--Adapter:Address", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DSR_FAILPOINT_FILE"] = failpointFile;
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The adapter ended before it listened."));
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
            {
                address.TrySetResult(line.Data[at..].Trim());
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new AdapterProcess(process, await address.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
