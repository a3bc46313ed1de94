namespace DsrGateway.Cases.Opening;

/// <summary>
/// Whether more cases are being opened in this process than it can take in at once. Then opening goes first, and what is
/// opened already waits: an accepted request is kept and late by seconds, one that nobody took in is lost to its sender.
/// </summary>
internal sealed class Rush(TimeProvider clock)
{
    /// <summary>Far more than one process opens at the same time while callers wait for their answers.</summary>
    private const int Many = 256;
    private const int Few = Many / 2;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _over;
    private int _opening;

    public bool IsOn
    {
        get
        {
            lock (_gate)
            {
                return _over is not null;
            }
        }
    }

    /// <summary>A case begins to be opened; disposed of when it is.</summary>
    public Opening Enter()
    {
        lock (_gate)
        {
            if (++_opening > Many)
            {
                _over ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return new Opening(this);
    }

    /// <summary>Waits for the end of the rush; false if it went on for longer than <paramref name="limit"/>.</summary>
    public async ValueTask<bool> OverAsync(TimeSpan limit)
    {
        Task? over;
        lock (_gate)
        {
            over = _over?.Task;
        }

        if (over is null)
        {
            return true;
        }

        using var late = new CancellationTokenSource();
        await Task.WhenAny(over, Task.Delay(limit, clock, late.Token));
        await late.CancelAsync();
        return over.IsCompleted;
    }

    private void Leave()
    {
        TaskCompletionSource? over = null;
        lock (_gate)
        {
            if (--_opening < Few)
            {
                (over, _over) = (_over, null);
            }
        }

        over?.SetResult();
    }

    public readonly struct Opening(Rush rush) : IDisposable
    {
        public void Dispose() => rush.Leave();
    }
}
