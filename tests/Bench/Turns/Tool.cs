using System.Diagnostics;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>A program that is run to its end.</summary>
internal static class Tool
{
    /// <summary>What it printed.</summary>
    /// <exception cref="BenchException">It failed; what it said is in the message.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // The bench ends what it started when it is told to end.
            TestServers.Signals.AskToEnd(process.Id);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        return process.ExitCode == 0 ? await output : throw new BenchException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
