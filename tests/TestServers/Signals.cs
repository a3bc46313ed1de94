using System.Runtime.InteropServices;

namespace DsrGateway.TestServers;

/// <summary>What a process can be told.</summary>
public static partial class Signals
{
    private const int Int = 2;
    private const int Kill = 9;
    private const int Term = 15;
    private const int Cont = 18;
    private const int Stop = 19;

    /// <summary>SIGKILL; a process that is gone already is fine.</summary>
    public static void KillNow(int processId) => Send(processId, Kill);

    public static void AskToEnd(int processId) => Send(processId, Term);

    /// <summary>SIGINT; to PostgreSQL: end now, in good order, whoever is connected.</summary>
    public static void Interrupt(int processId) => Send(processId, Int);

    public static void Freeze(int processId) => Send(processId, Stop);

    public static void Thaw(int processId) => Send(processId, Cont);

    /// <summary>True while it is there, frozen or not; a zombie is not.</summary>
    public static bool Lives(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    // A process id of 0 or less names a group, or everybody.
    private static void Send(int processId, int signal) => _ = SendSignal(processId > 1 ? processId : throw new ArgumentOutOfRangeException(nameof(processId)), signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
