using System.Diagnostics;
using System.Globalization;
using DsrGateway.Chaos.Cluster;
using Npgsql;

namespace DsrGateway.Chaos;

/// <summary>What is still on its way when nothing should be.</summary>
internal static class Draining
{
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
        return [.. queues.Where(q => q.Value != 0).Select(q => $"queue {q.Key}: {q.Value} messages"), .. await OutboxesAsync(cluster)];
    }

    private static async Task<IReadOnlyList<string>> OutboxesAsync(ChaosCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Database);
        await connection.OpenAsync();
        var tables = await ReadAsync(connection, "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables WHERE table_name LIKE '%outbox%'");
        var left = new List<string>();
        foreach (var table in tables)
        {
            var count = (await ReadAsync(connection, $"SELECT count(*)::text FROM {table}"))[0];
            if (int.Parse(count, CultureInfo.InvariantCulture) > 0)
            {
                left.Add($"{table}: {count} rows");
            }
        }

        return left;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
