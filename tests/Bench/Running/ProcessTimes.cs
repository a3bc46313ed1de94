using System.Globalization;

namespace DsrGateway.Bench.Running;

/// <summary>Processor time from /proc: of a process, of all that descend from it, and of those of them that have ended.</summary>
internal sealed class ProcessTimes
{
    // USER_HZ is 100 on every Linux this runs on; a tick is 10 ms.
    private const double MillisecondsPerTick = 10;
    private readonly Dictionary<int, (int Parent, long Ticks)> _processes = [];

    private ProcessTimes()
    {
    }

    public static ProcessTimes Read()
    {
        var times = new ProcessTimes();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Fields(id) is { } fields)
            {
                times._processes[id] = (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)));
            }
        }

        return times;
    }

    public static int ParentOf(int id) => int.Parse(Fields(id)![1], CultureInfo.InvariantCulture);

    public double Milliseconds(int root) => Ticks(root) * MillisecondsPerTick;

    private long Ticks(int root) => _processes.TryGetValue(root, out var own)
        ? own.Ticks + _processes.Where(p => p.Value.Parent == root).Sum(child => Ticks(child.Key))
        : 0;

    /// <summary>What follows the name, which may hold anything; null if the process has ended meanwhile.</summary>
    private static string[]? Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
