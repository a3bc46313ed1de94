using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.Bench.Running;

/// <summary>
/// If the bench is killed, a shell of its own ends what the bench had started and removes its folder. What ends in order takes itself off
/// by ending first: the shell only acts once the bench is gone.
/// </summary>
internal sealed class Guard : IDisposable
{
    private const string Script = """
        while kill -0 "$1" 2>/dev/null; do sleep 1; done
        for pid in $(cat "$2/pids" 2>/dev/null); do kill -KILL "$pid" 2>/dev/null; done
        rm -rf "$2"
        """;

    private static string? _pids;

    private Guard(string folder) => Folder = folder;

    /// <summary>Where all of one run lies.</summary>
    public string Folder { get; }

    public static Guard Start()
    {
        var folder = Directory.CreateTempSubdirectory("dsr-bench-").FullName;
        _pids = Path.Combine(folder, "pids");
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"( {Script} ) >/dev/null 2>&1 </dev/null &", "sh", own, folder]) { WorkingDirectory = "/" });
        return new Guard(folder);
    }

    public static void Watch(int processId)
    {
        if (_pids is { } file)
        {
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{processId}\n"));
        }
    }

    public void Dispose()
    {
        _pids = null;
        Directory.Delete(Folder, recursive: true);
    }
}
