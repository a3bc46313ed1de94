namespace DsrGateway.Cases.Dispatching;

/// <summary>How long a call may take and how long a step waits.</summary>
public sealed class TimesTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_silent_call_is_cancelled_at_its_limit_and_not_before()
    {
        using var timeout = new IdleTimeout(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), _clock, default);
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(timeout.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(timeout.Token.IsCancellationRequested && timeout.IsOver);
    }

    [Fact]
    public void A_lively_call_may_take_long_but_not_for_ever()
    {
        using var timeout = new IdleTimeout(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), _clock, default);
        for (var i = 0; i < 143; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(25));
            timeout.SignOfLife();
        }

        Assert.False(timeout.Token.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(25));
        Assert.True(timeout.Token.IsCancellationRequested && timeout.IsOver);
    }

    [Fact]
    public void A_caller_that_cancels_is_no_timeout()
    {
        using var caller = new CancellationTokenSource();
        using var timeout = new IdleTimeout(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), _clock, caller.Token);
        caller.Cancel();

        Assert.True(timeout.Token.IsCancellationRequested);
        Assert.False(timeout.IsOver);
    }

    [Fact]
    public void The_wait_doubles_and_never_passes_its_limit()
    {
        var options = new DispatchOptions();
        for (var failures = 0; failures <= 200; failures++)
        {
            var whole = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Max(0, failures - 1))));
            for (var i = 0; i < 50; i++)
            {
                Assert.InRange(BackOff.Delay(options, failures), whole * 0.8, whole);
            }
        }

        Assert.InRange(BackOff.Delay(options, int.MaxValue), TimeSpan.FromSeconds(48), options.MaxDelay);
    }

    [Fact]
    public void Waiting_steps_do_not_come_in_step() =>
        Assert.True(Enumerable.Range(0, 100).Select(_ => BackOff.Delay(new DispatchOptions(), 10)).Distinct().Count() > 50);
}
