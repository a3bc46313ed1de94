using DsrGateway.Bench.Running;
using DsrGateway.Bench.Servers;
using Npgsql;

namespace DsrGateway.Bench.Variants;

/// <summary>Durable execution as a library: DBOS Transact on PostgreSQL.</summary>
internal sealed class DbosVariant : IVariant
{
    public string Name => "dbos";

    public string Contract => "peer";

    public async Task StartAsync(Scene scene, CancellationToken cancellation)
    {
        var server = await Databases.StartAsync(scene, cancellation);
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        var url = $"postgresql://{database.Username}@{database.Host}:{database.Port}/{database.Database}";
        await PeerProcess.StartAsync(scene, "dbos.js", ("DATABASE_URL", url), cancellation);
    }
}

/// <summary>A job queue: BullMQ flows on Redis, whose append-only file is flushed at every write or every second.</summary>
internal sealed class BullmqVariant(string fsync) : IVariant
{
    public string Name => $"bullmq-{fsync}";

    public string Contract => "peer";

    public async Task StartAsync(Scene scene, CancellationToken cancellation)
    {
        var port = await RedisServer.StartAsync(scene, fsync, cancellation);
        await PeerProcess.StartAsync(scene, "bullmq.js", ("REDIS_PORT", $"{port}"), cancellation);
    }
}

/// <summary>A program of tests/Bench/peers on a scene.</summary>
internal static class PeerProcess
{
    public static async Task StartAsync(Scene scene, string program, (string Name, string Value) setting, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>
        {
            ["NODE_PATH"] = await NodePackages.InstalledAsync(scene, cancellation),
            ["NODE_ENV"] = "production",
            ["PORT"] = $"{scene.Address.Port}",
            ["SYSTEMS"] = string.Join(',', scene.Systems.Select(s => $"{s.Key}={s.Value.Authority}")),
            [setting.Name] = setting.Value,
        };
        await scene.StartAsync(
            "gateway", program, NodePackages.Node, [Path.Combine(Repository.Peers, program)], environment, GrpcHost.Serving, cancellation);
    }
}
