using DsrGateway.Bench.Running;
using DsrGateway.Bench.Servers;

namespace DsrGateway.Bench.Variants;

/// <summary>The gateway on PostgreSQL and RabbitMQ, one process in all its roles.</summary>
internal sealed class DistributedVariant(string gateway, IReadOnlyDictionary<string, string> environment) : IVariant
{
    public string Name => "distributed";

    public string Contract => "gateway";

    public async Task StartAsync(Scene scene, CancellationToken cancellation)
    {
        var broker = await Brokers.StartAsync(scene);
        var server = await Databases.StartAsync(scene, cancellation);
        var (cases, keys) = (await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        var settings = new Dictionary<string, string>(environment)
        {
            ["Cases__Engine"] = "Distributed",
            ["Cases__Distributed__Database"] = cases,
            ["Cases__Distributed__KeyDatabase"] = keys,
            ["Cases__Distributed__Broker"] = broker,
        };
        await GatewayProcess.StartAsync(gateway, scene, settings, cancellation, needsKeys: true);
        // A gateway that does not know the setting starts all the same, embedded.
        if (!await Databases.HasTablesAsync(cases, cancellation))
        {
            throw new LeftOutException("this gateway has no distributed engine");
        }
    }
}
