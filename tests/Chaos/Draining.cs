using System.Diagnostics;
using DsrGateway.Chaos.Cluster;
using Npgsql;

namespace DsrGateway.Chaos;

/// <summary>What is still on its way when nothing should be.</summary>
internal static class Draining
{
    private const string Outbox = "fan_outs";
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>A quorum queue tells its length some seconds late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(6);

    public static async Task<IReadOnlyList<string>> LeftAsync(ChaosCluster cluster, TimeSpan patience, Action<string> tell)
    {
        if (cluster.Rabbit is null)
        {
            return [];
        }

        await Task.Delay(Late);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var queues = await QueuesAsync(cluster);
            var outbox = await OutboxAsync(cluster);
            if (queues.Count + outbox.Count == 0)
            {
                return [];
            }

            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                // A queue that takes nothing looks empty: whoever wants to know why the outbox is not, needs them all.
                var told = outbox.Count == 0 ? queues.Keys : (await cluster.Rabbit.QueuesAsync(cluster.VirtualHost)).Keys;
                foreach (var queue in told.Order(StringComparer.Ordinal))
                {
                    tell($"{queue}: {await cluster.Rabbit.DescribeQueueAsync(cluster.VirtualHost, queue)}");
                }

                return [.. queues.Select(q => $"queue {q.Key}: {q.Value} messages"), .. outbox];
            }

            await Task.Delay(LookAgain);
        }
    }

    private static async Task<IReadOnlyDictionary<string, long>> QueuesAsync(ChaosCluster cluster) =>
        (await cluster.Rabbit!.QueuesAsync(cluster.VirtualHost)).Where(q => q.Value != 0).ToDictionary();

    private static async Task<IReadOnlyList<string>> OutboxAsync(ChaosCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {Outbox}", connection);
        var count = (long)(await command.ExecuteScalarAsync())!;
        return count == 0 ? [] : [$"{Outbox}: {count} rows"];
    }
}
