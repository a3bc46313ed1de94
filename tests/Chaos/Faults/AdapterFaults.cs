using DsrGateway.Chaos.Cluster;

namespace DsrGateway.Chaos.Faults;

/// <summary>kill -9 of an adapter.</summary>
internal sealed class KillAdapter(Supervised adapter) : Fault("kill-adapter", adapter.Name)
{
    public override Task BreakAsync(Random random) => adapter.KillAsync();

    public override Task HealAsync()
    {
        adapter.Release();
        return adapter.ListensAsync();
    }
}

/// <summary>An adapter stands still, with calls in its hands.</summary>
internal sealed class FreezeAdapter(Supervised adapter) : Fault("freeze-adapter", adapter.Name)
{
    public override (double Shortest, double Longest) Seconds => (2, 12);

    public override Task BreakAsync(Random random)
    {
        adapter.Freeze();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        adapter.Thaw();
        return Task.CompletedTask;
    }
}
