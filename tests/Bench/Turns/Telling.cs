using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>Each line goes to the screen and into the report at once: what ends the command early leaves what was taken until then.</summary>
internal sealed class Telling(FileInfo? report) : IDisposable
{
    private readonly StreamWriter? _report = report is null ? null : new StreamWriter(report.FullName) { AutoFlush = true };

    public void Tell(string line)
    {
        Screen.Line(line);
        _report?.WriteLine(line);
    }

    public void Dispose() => _report?.Dispose();
}
