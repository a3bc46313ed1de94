using System.Diagnostics;

namespace DsrGateway.AdapterKit;

/// <summary>Kills the own process at a named place, once, when the file named by DSR_FAILPOINT_FILE says so. Free when the variable is not set.</summary>
public static class Failpoints
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("DSR_FAILPOINT_FILE");

    public static void Reach(AdapterFailpoint failpoint)
    {
        if (Path is not null)
        {
            DieIfNamed(Path, failpoint.ToString());
        }
    }

    private static void DieIfNamed(string path, string name)
    {
        if (!File.Exists(path) || File.ReadAllText(path).Trim() != name)
        {
            return;
        }

        File.WriteAllText(path, string.Empty);
        using var self = Process.GetCurrentProcess();
        self.Kill(); // SIGKILL: no finally block, no flush, no goodbye
        Thread.CurrentThread.Join();
    }
}
