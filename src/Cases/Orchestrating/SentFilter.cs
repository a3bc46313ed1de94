using MassTransit;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Stands outside the outbox, so that what comes after it comes after the sends.</summary>
internal sealed class SentFilter : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("sent");

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var sent = context.GetOrAddPayload(() => new SentByCase());
        await next.Send(context);
        if (sent.Next is { } failpoint)
        {
            Failpoints.Reach(failpoint);
        }
    }
}

/// <summary>Which failpoint comes once the askings of a committed decision are sent; null if it asked nobody.</summary>
internal sealed class SentByCase
{
    public Failpoint? Next { get; set; }
}
