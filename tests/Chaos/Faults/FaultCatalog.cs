using DsrGateway.Chaos.Cluster;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>Which kinds of faults this cluster can suffer here, and how each is made.</summary>
internal static class FaultCatalog
{
    public static IReadOnlyDictionary<string, Func<Random, Fault>> Of(ChaosCluster cluster)
    {
        var kinds = new Dictionary<string, Func<Random, Fault>>
        {
            ["kill-gateway"] = random => new KillGateway(Pick(random, cluster.Gateways)),
            ["restart-gateway"] = random => new RestartGateway(Pick(random, cluster.Gateways)),
            ["freeze-gateway"] = random => new FreezeGateway(Pick(random, cluster.Gateways)),
            ["kill-adapter"] = random => new KillAdapter(Pick(random, cluster.Adapters)),
            ["freeze-adapter"] = random => new FreezeAdapter(Pick(random, cluster.Adapters)),
            ["reset-connections"] = random => new ResetConnections(Pick(random, cluster.Gateways)),
        };
        AddLinks(kinds, "adapter", cluster, g => g.Adapters);
        if (cluster.Gateways.Any(g => g.Clock is not null))
        {
            kinds["jump-clock"] = random => new JumpClock(Pick(random, [.. cluster.Gateways.Where(g => g.Clock is not null)]));
        }

        if (cluster is { Postgres: { } postgres, Rabbit: { } rabbit })
        {
            AddLinks(kinds, "database", cluster, g => [g.Database!]);
            AddLinks(kinds, "broker", cluster, g => g.Broker);
            AddServers(kinds, cluster, postgres, rabbit);
        }

        return kinds;
    }

    private static void AddLinks(Dictionary<string, Func<Random, Fault>> kinds, string what, ChaosCluster cluster, Func<GatewayInstance, IReadOnlyList<Link>> links)
    {
        foreach (var (verb, mode) in new[]
        {
            ("cut", LinkMode.Cut), ("half-open", LinkMode.Swallow), ("deaf", LinkMode.SwallowAnswers),
            ("delay", LinkMode.Delay), ("slice", LinkMode.Slice), ("lose-answers", LinkMode.LoseAnswers),
        })
        {
            kinds[$"{verb}-{what}"] = random =>
            {
                var gateway = Pick(random, cluster.Gateways);
                return new LinkFault($"{verb}-{what}", $"{gateway.Name}-{what}", links(gateway), mode);
            };
        }
    }

    private static void AddServers(Dictionary<string, Func<Random, Fault>> kinds, ChaosCluster cluster, PostgresServer postgres, RabbitServer rabbit)
    {
        kinds["kill-postgres"] = _ => new KillPostgres(postgres);
        kinds["kill-postgres-backend"] = _ => new KillPostgresBackend(postgres);
        kinds["restart-postgres"] = _ => new RestartPostgres(postgres);
        kinds["kill-broker-node"] = _ => new KillBrokerNode(rabbit);
        kinds["kill-broker"] = _ => new KillBroker(rabbit);
        kinds["freeze-broker-node"] = _ => new FreezeBrokerNode(rabbit);
        kinds["give-up-queue"] = _ => new GiveUpQueue(rabbit, cluster.VirtualHost);
        if (OwnSpace.Here)
        {
            kinds["disk-full-postgres"] = _ => new FillPostgresDisk(postgres, cluster.PostgresData);
            kinds["disk-full-broker"] = _ => new FillBrokerDisk(rabbit, cluster.RabbitData);
        }

        if (OwnSpace.Here && OwnSpace.Has("nft") && rabbit.Nodes.Count > 1)
        {
            kinds["partition-broker"] = _ => new BrokerPartition(rabbit, oneWay: false);
            kinds["partition-broker-one-way"] = _ => new BrokerPartition(rabbit, oneWay: true);
        }

        if (OwnSpace.Here && OwnSpace.Has("strace"))
        {
            kinds["fsync-fails-postgres"] = _ => new SyncFault("fsync-fails-postgres", "postgres", postgres.Processes, fails: true, postgres.ReviveAsync);
            kinds["fsync-slow-postgres"] = _ => new SyncFault("fsync-slow-postgres", "postgres", postgres.Processes, fails: false, postgres.ReviveAsync);
            kinds["fsync-fails-broker"] = random => FailSync(rabbit, Pick(random, rabbit.Nodes));
            kinds["fsync-slow-broker"] = random => SlowSync(rabbit, Pick(random, rabbit.Nodes));
        }
    }

    private static SyncFault FailSync(RabbitServer rabbit, RabbitNode node) =>
        new("fsync-fails-broker", "broker", () => [node.ProcessId], fails: true, () => rabbit.ReviveAsync(node));

    private static SyncFault SlowSync(RabbitServer rabbit, RabbitNode node) => new("fsync-slow-broker", "broker", () => [node.ProcessId], fails: false, rabbit.ReviveAsync);

    private static T Pick<T>(Random random, IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
