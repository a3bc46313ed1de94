using DsrGateway.Chaos.Cluster;

namespace DsrGateway.Chaos.Faults;

/// <summary>The links between one gateway and one kind of thing it needs misbehave.</summary>
internal sealed class LinkFault(string kind, string place, IReadOnlyList<Link> links, LinkMode mode) : Fault(kind, place)
{
    public override (double Shortest, double Longest) Seconds => mode is LinkMode.Swallow or LinkMode.SwallowAnswers ? (3, 15) : (1, 8);

    public override Task BreakAsync(Random random)
    {
        Set(mode);
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        Set(LinkMode.Pass);
        return Task.CompletedTask;
    }

    private void Set(LinkMode to)
    {
        foreach (var link in links)
        {
            link.Set(to);
        }
    }
}

/// <summary>Every connection of one gateway is reset, once.</summary>
internal sealed class ResetConnections(GatewayInstance gateway) : Fault("reset-connections", gateway.Name + "-links")
{
    public override (double Shortest, double Longest) Seconds => (0, 0.1);

    public override Task BreakAsync(Random random)
    {
        foreach (var link in gateway.Links)
        {
            link.ResetAll();
        }

        return Task.CompletedTask;
    }

    public override Task HealAsync() => Task.CompletedTask;
}
