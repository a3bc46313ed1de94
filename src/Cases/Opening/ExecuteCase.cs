using DsrGateway.Cases.Reading;

namespace DsrGateway.Cases.Opening;

/// <summary>Opens a case and waits for its end: the one consolidated answer, or what there is of it when the time is up.</summary>
internal sealed class ExecuteCase(OpenCase open, AwaitCase wait, CaseSignals signals)
{
    /// <exception cref="CaseException">As <see cref="OpenCase"/>.</exception>
    public async Task<CaseView> HandleAsync(NewCase input, DateTimeOffset until, CancellationToken cancellation)
    {
        // Listening before the case is there: it may be over before opening it returns.
        var id = CaseId.New();
        using var subscription = signals.Subscribe(id);
        var settled = subscription.NextSettled;
        var opened = await open.HandleAsync(input, id, cancellation);
        if (opened == id)
        {
            await wait.ForAsync(settled, until, cancellation);
        }

        return await wait.HandleAsync(opened, until, cancellation);
    }
}
