using DsrGateway.Chaos.Cluster;

namespace DsrGateway.Chaos;

/// <summary>What the processes said.</summary>
internal static class Logs
{
    /// <summary>The event by which a gateway says that it refused a write of somebody who no longer holds the lease.</summary>
    private const string StaleWrite = "stale";

    private const int LastLines = 40;

    public static int Fenced(ChaosCluster cluster) =>
        cluster.Gateways.Where(g => File.Exists(g.Process.Log)).Sum(g => File.ReadLines(g.Process.Log).Count(l => l.Contains(StaleWrite, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What each gateway said last, for a campaign that cannot go on.</summary>
    public static void TellLast(ChaosCluster cluster, Action<string> tell)
    {
        foreach (var process in cluster.Gateways.Select(g => g.Process).Where(p => File.Exists(p.Log)))
        {
            tell($"{Path.GetFileName(process.Log)}:\n  {string.Join("\n  ", File.ReadLines(process.Log).TakeLast(LastLines))}");
        }
    }

    public static void Keep(ChaosCluster cluster, Options options)
    {
        foreach (var log in options.Folder is null ? [] : Directory.GetFiles(cluster.Folder, "*.log").Concat(cluster.Rabbit is null ? [] : Directory.GetFiles(cluster.Rabbit.Folder, "*.log")))
        {
            File.AppendAllLines(Path.Combine(cluster.Record, Path.GetFileName(log)), File.ReadLines(log));
        }
    }
}
