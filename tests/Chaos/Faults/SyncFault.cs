using System.Diagnostics;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>fsync fails, or takes a fifth of a second, in the processes of a server: strace sits between them and the kernel.</summary>
internal sealed class SyncFault(string kind, string place, Func<IReadOnlyList<int>> processes, bool fails, Func<Task> revive) : Fault(kind, place)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private Process? _strace;

    public override (double Shortest, double Longest) Seconds => (2, 6);

    public override Task BreakAsync(Random random)
    {
        var how = fails ? "error=EIO:when=1+3" : "delay_enter=200000";
        string[] arguments =
        [
            "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:{how}",
            .. processes().SelectMany(id => new[] { "-p", id.ToString(System.Globalization.CultureInfo.InvariantCulture) }),
        ];
        _strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true });
        return Task.CompletedTask;
    }

    public override async Task HealAsync()
    {
        if (_strace is { HasExited: false })
        {
            // It lets go of what it traced.
            Signals.AskToEnd(_strace.Id);
            await _strace.WaitForExitAsync().WaitAsync(Patience);
        }

        _strace?.Dispose();
        await revive();
    }
}
