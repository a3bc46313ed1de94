using Microsoft.Extensions.Time.Testing;

namespace DsrGateway.Cases;

/// <summary>A clock that moves when a test moves it. It also tells when somebody waits by it, so that a test need not guess.</summary>
internal sealed class FakeClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero))
{
    private readonly TaskCompletionSource _timerMade = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits by this clock.</summary>
    public Task TimerMade => _timerMade.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timerMade.TrySetResult();
        return timer;
    }
}
