using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.TestServers;

/// <summary>
/// A shell that outlives this process by a moment: however it ends (kill -9 too), the shell's input ends with it, and the shell kills what it was
/// told of and removes the folder. In a session of its own, for a whole process group may be killed.
/// </summary>
public sealed class Caretaker : IDisposable
{
    // An id may have passed on to a stranger: only a process that has the folder in its environment is ours.
    private const string Script = """
        pids=; while read -r pid; do pids="$pids $pid"; done
        for pid in $pids; do grep -qsaF -- "$1" "/proc/$pid/environ" && kill -9 "$pid" 2>/dev/null; done
        rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }
        """;

    /// <summary>One that nobody refers to any more would be collected, its shell's input closed with it, and the server killed amid the tests.</summary>
    private static readonly ConcurrentDictionary<Caretaker, bool> OnDuty = new();

    private readonly Process _shell;

    public Caretaker(string folder)
    {
        _shell = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "caretaker", folder]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        OnDuty.TryAdd(this, true);
    }

    /// <summary>Kills this one too at the end. It must have the folder's name in its environment.</summary>
    public void Watch(int processId)
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(processId.ToString(CultureInfo.InvariantCulture));
            _shell.StandardInput.Flush();
        }
    }

    /// <summary>Kills and removes everything now.</summary>
    public void Dispose()
    {
        OnDuty.TryRemove(this, out _);
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
