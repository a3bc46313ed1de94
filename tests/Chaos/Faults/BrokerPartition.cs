using DsrGateway.Chaos.Cluster;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>The network between RabbitMQ nodes drops packets: one node is alone, or hears the others and is not heard.</summary>
internal sealed class BrokerPartition(RabbitServer rabbit, bool oneWay) : Fault(oneWay ? "partition-broker-one-way" : "partition-broker", "broker")
{
    private const string Table = "dsr_chaos";

    public override (double Shortest, double Longest) Seconds => (5, 25);

    public override async Task BreakAsync(Random random)
    {
        var alone = rabbit.Nodes[random.Next(rabbit.Nodes.Count)];
        await OwnSpace.RunAsync("nft", "add", "table", "inet", Table);
        await OwnSpace.RunAsync("nft", "add", "chain", "inet", Table, "output", "{ type filter hook output priority 0; }");
        foreach (var other in rabbit.Nodes.Where(n => n != alone))
        {
            await DropAsync(alone, other);
            if (!oneWay)
            {
                await DropAsync(other, alone);
            }
        }
    }

    public override Task HealAsync() => OwnSpace.RunAsync("nft", "delete", "table", "inet", Table);

    private static Task DropAsync(RabbitNode from, RabbitNode to) =>
        OwnSpace.RunAsync("nft", "add", "rule", "inet", Table, "output", "ip", "saddr", from.Address, "ip", "daddr", to.Address, "drop");
}
