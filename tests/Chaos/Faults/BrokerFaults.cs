using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Faults;

/// <summary>kill -9 of one RabbitMQ node.</summary>
internal sealed class KillBrokerNode(RabbitServer rabbit) : Fault("kill-broker-node", "broker")
{
    public override Task BreakAsync(Random random) => rabbit.Nodes[random.Next(rabbit.Nodes.Count)].KillAsync();

    public override Task HealAsync() => rabbit.ReviveAsync();
}

/// <summary>kill -9 of all RabbitMQ nodes at once.</summary>
internal sealed class KillBroker(RabbitServer rabbit) : Fault("kill-broker", "broker")
{
    public override Task BreakAsync(Random random) => rabbit.KillAllAsync();

    public override Task HealAsync() => rabbit.ReviveAsync();
}

/// <summary>One RabbitMQ node stands still.</summary>
internal sealed class FreezeBrokerNode(RabbitServer rabbit) : Fault("freeze-broker-node", "broker")
{
    private RabbitNode _node = rabbit.Nodes[0];

    public override (double Shortest, double Longest) Seconds => (2, 20);

    public override Task BreakAsync(Random random)
    {
        _node = rabbit.Nodes[random.Next(rabbit.Nodes.Count)];
        Signals.Freeze(_node.ProcessId);
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        Signals.Thaw(_node.ProcessId);
        return Task.CompletedTask;
    }
}

/// <summary>RabbitMQ gives up the queue of one system, on all nodes: whoever uses it loses the connection or waits.</summary>
internal sealed class GiveUpQueue(RabbitServer rabbit, string virtualHost) : Fault("give-up-queue", "broker")
{
    private const string OfSystems = ".step.";

    public override (double Shortest, double Longest) Seconds => (5, 60);

    public override async Task BreakAsync(Random random)
    {
        string[] queues = [.. (await rabbit.QueuesAsync(virtualHost)).Keys.Where(q => q.Contains(OfSystems, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var queue = queues[random.Next(queues.Length)];
        await Task.WhenAll(rabbit.Nodes.Select(node => rabbit.GiveUpQueueAsync(node, virtualHost, queue)));
    }

    public override Task HealAsync() => rabbit.ReviveAsync();
}
