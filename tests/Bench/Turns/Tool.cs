using System.Diagnostics;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>A program that is run to its end.</summary>
internal static class Tool
{
    /// <summary>What it printed. If this is cancelled, it and all it started end at once.</summary>
    /// <exception cref="BenchException">It failed; what it said is in the message.</exception>
    public static Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation) =>
        RunAsync(program, arguments, tool => tool.Kill(entireProcessTree: true), cancellation);

    /// <summary>The same of a run of this bench, which ends what it started when it is told to end.</summary>
    public static Task<string> RunBenchAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        RunAsync(Environment.ProcessPath!, arguments, tool => TestServers.Signals.AskToEnd(tool.Id), cancellation);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, Action<Process> end, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            end(process);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return process.ExitCode == 0 ? await output : throw new BenchException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
