using System.Diagnostics;
using DsrGateway.Chaos.Cluster;
using Npgsql;

namespace DsrGateway.Chaos;

/// <summary>What is still on its way when nothing should be.</summary>
internal static class Draining
{
    private const string Outbox = "fan_outs";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>A quorum queue tells its length some seconds late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(6);

    public static async Task<IReadOnlyList<string>> LeftAsync(ChaosCluster cluster)
    {
        if (cluster.Rabbit is null)
        {
            return [];
        }

        await Task.Delay(Late);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = await LookAsync(cluster);
            if (left.Count == 0 || Stopwatch.GetElapsedTime(started) > Patience)
            {
                return left;
            }

            await Task.Delay(LookAgain);
        }
    }

    private static async Task<IReadOnlyList<string>> LookAsync(ChaosCluster cluster)
    {
        var queues = await cluster.Rabbit!.QueuesAsync(cluster.VirtualHost.Split('/')[^1]);
        return [.. queues.Where(q => q.Value != 0).Select(q => $"queue {q.Key}: {q.Value} messages"), .. await OutboxAsync(cluster)];
    }

    private static async Task<IReadOnlyList<string>> OutboxAsync(ChaosCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {Outbox}", connection);
        var count = (long)(await command.ExecuteScalarAsync())!;
        return count == 0 ? [] : [$"{Outbox}: {count} rows"];
    }
}
