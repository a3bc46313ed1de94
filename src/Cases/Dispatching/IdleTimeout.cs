namespace DsrGateway.Cases.Dispatching;

/// <summary>Cancels a call that gives no sign of life for too long, or that takes too long in all.</summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _linked;
    private readonly TimeSpan _limit;

    public IdleTimeout(TimeSpan idleLimit, TimeSpan totalLimit, TimeProvider clock, CancellationToken caller)
    {
        _limit = idleLimit;
        _idle = new CancellationTokenSource(idleLimit, clock);
        _total = new CancellationTokenSource(totalLimit, clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _idle.Token, _total.Token);
    }

    public CancellationToken Token => _linked.Token;

    public bool IsOver => _idle.IsCancellationRequested || _total.IsCancellationRequested;

    public void SignOfLife() => _idle.CancelAfter(_limit);

    public void Dispose()
    {
        _linked.Dispose();
        _idle.Dispose();
        _total.Dispose();
    }
}
