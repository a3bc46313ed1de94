using System.Diagnostics;
using System.Globalization;

namespace DsrGateway.Crash.Tests;

/// <summary>
/// A shell that outlives the tests by a moment: however they end (kill -9 too), its input ends with them, and it kills the
/// gateway that was last named and removes the folder. In a session of its own, for a whole process group may be killed.
/// </summary>
public sealed class Guard : IDisposable
{
    private readonly Process _shell;

    public Guard(string folder)
    {
        const string Script = """last=; while read -r line; do last=$line; done; [ -z "$last" ] || kill -9 "$last" 2>/dev/null; rm -rf -- "$1" """;
        _shell = Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script, "guard", folder]) { RedirectStandardInput = true })!;
    }

    public void Watch(int processId) => Write(processId.ToString(CultureInfo.InvariantCulture));

    public void Forget() => Write("");

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private void Write(string line)
    {
        _shell.StandardInput.WriteLine(line);
        _shell.StandardInput.Flush();
    }
}
