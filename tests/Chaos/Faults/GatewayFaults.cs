using DsrGateway.Chaos.Cluster;

namespace DsrGateway.Chaos.Faults;

/// <summary>kill -9 of a gateway of any role.</summary>
internal sealed class KillGateway(GatewayInstance gateway) : Fault("kill-gateway", gateway.Name)
{
    public override Task BreakAsync(Random random) => gateway.Process.KillAsync();

    public override Task HealAsync()
    {
        gateway.Process.Release();
        return gateway.Process.ListensAsync();
    }
}

/// <summary>A gateway ends in good order and comes back, as in an upgrade.</summary>
internal sealed class RestartGateway(GatewayInstance gateway) : Fault("restart-gateway", gateway.Name)
{
    public override (double Shortest, double Longest) Seconds => (0, 0.5);

    public override Task BreakAsync(Random random) => gateway.Process.StopAsync();

    public override Task HealAsync()
    {
        gateway.Process.Release();
        return gateway.Process.ListensAsync();
    }
}

/// <summary>A gateway stands still and goes on later with what it believed then: the zombie writer.</summary>
internal sealed class FreezeGateway(GatewayInstance gateway) : Fault("freeze-gateway", gateway.Name)
{
    public override (double Shortest, double Longest) Seconds => (2, 20);

    public override Task BreakAsync(Random random)
    {
        gateway.Process.Freeze();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        gateway.Process.Thaw();
        return Task.CompletedTask;
    }
}

/// <summary>One process's wall clock jumps by up to a day, there and back.</summary>
internal sealed class JumpClock(GatewayInstance gateway) : Fault("jump-clock", gateway.Name)
{
    public override (double Shortest, double Longest) Seconds => (2, 6);

    public override Task BreakAsync(Random random)
    {
        gateway.Clock!.Set(TimeSpan.FromHours((random.NextDouble() * 48) - 24));
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        gateway.Clock!.Set(TimeSpan.Zero);
        return Task.CompletedTask;
    }
}
