using DsrGateway.Cases.Reading;

namespace DsrGateway.Cases.Opening;

/// <summary>Opens a case and waits for its end: the one consolidated answer, or what there is of it when the time is up.</summary>
internal sealed class ExecuteCase(OpenCase open, AwaitCase wait, CaseSignals signals)
{
    /// <exception cref="CaseException">As <see cref="OpenCase"/>.</exception>
    public async Task<CaseView> HandleAsync(NewCase input, DateTimeOffset until, CancellationToken cancellation)
    {
        // Listening before the case is there: it may be over before opening it returns.
        CaseSignals.Subscription? subscription = null;
        Task<CaseView?>? settled = null;
        try
        {
            var id = await open.HandleAsync(input, cancellation, mine => settled = (subscription = signals.Subscribe(mine)).NextSettled);
            return subscription?.CaseId == id && await wait.ForAsync(settled!, until, cancellation) is { } over
                ? over
                : await wait.HandleAsync(id, until, cancellation);
        }
        finally
        {
            subscription?.Dispose();
        }
    }
}
