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
    // An id may have passed on to a stranger: only a process that has the folder in its environment is ours. One that ended has none.
    // What is still there ten seconds after it was asked is killed; the folder goes last, when nobody writes into it any more.
    private const string Script = """
        ours() { grep -qsaF -- "$folder" "/proc/${1#*:}/environ"; }
        tell() { for one in $watched; do ours "$one" && kill "-${1:-${one%:*}}" "${one#*:}" 2>/dev/null; done; }
        alive() { for one in $watched; do ours "$one" && return; done; return 1; }
        folder=$1 watched= tries=100
        while read -r signal pid; do watched="$watched $signal:$pid"; done
        tell
        while alive && [ "$tries" -gt 0 ]; do tries=$((tries - 1)); sleep 0.1; done
        tell KILL
        rm -rf -- "$folder" || { sleep 1; rm -rf -- "$folder"; }
        """;

    /// <summary>One that nobody refers to any more would be collected, its shell's input closed with it, and the server killed amid the tests.</summary>
    private static readonly ConcurrentDictionary<Caretaker, bool> OnDuty = new();

    private readonly Process _shell;

    public Caretaker(string folder)
    {
        _shell = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "caretaker", folder]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        OnDuty.TryAdd(this, true);
    }

    /// <summary>Ends this one too. It must have the folder's name in its environment.</summary>
    /// <param name="processId">Of the one to end.</param>
    /// <param name="signal">What it is told: QUIT where a process has children and memory of its own to clear up.</param>
    public void Watch(int processId, string signal = "KILL")
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{signal} {processId}"));
            _shell.StandardInput.Flush();
        }
    }

    /// <summary>Kills and removes everything now.</summary>
    public void Dispose()
    {
        if (OnDuty.TryRemove(this, out _))
        {
            _shell.StandardInput.Close();
            _shell.WaitForExit();
            _shell.Dispose();
        }
    }
}
