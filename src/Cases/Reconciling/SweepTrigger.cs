namespace DsrGateway.Cases.Reconciling;

/// <summary>Lets somebody who made something due have it swept now, not at the next tick.</summary>
internal sealed class SweepTrigger : IDisposable
{
    private readonly SemaphoreSlim _pulled = new(0, 1);

    public void Pull()
    {
        try
        {
            _pulled.Release();
        }
        catch (SemaphoreFullException)
        {
            // Pulled already.
        }
    }

    /// <summary>Waits until it is pulled, at most this long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _pulled.WaitAsync(atMost, cancellation);

    public void Dispose() => _pulled.Dispose();
}
