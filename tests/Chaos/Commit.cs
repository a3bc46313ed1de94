using System.Diagnostics;

namespace DsrGateway.Chaos;

/// <summary>What was tested.</summary>
internal static class Commit
{
    public static string Current
    {
        get
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", AppContext.BaseDirectory, "describe", "--always", "--dirty", "--abbrev=12"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return git?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
        }
    }
}
