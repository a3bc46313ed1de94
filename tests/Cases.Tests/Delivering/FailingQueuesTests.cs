using System.Diagnostics;

namespace DsrGateway.Cases.Delivering;

/// <summary>Who fails alone rests; who fails with all others does not.</summary>
public sealed class FailingQueuesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeClock _clock = new();
    private readonly FailingQueues _queues;

    private Func<Task<QueueState>> _answer = () => Task.FromResult(QueueState.Served);

    public FailingQueuesTests() => _queues = new FailingQueues(_ => _answer(), _clock);

    [Fact]
    public async Task A_queue_that_fails_again_while_another_succeeds_rests_for_longer_each_time()
    {
        Assert.Null(Fail("broken"));

        double[] rests = [5, 10, 20, 30, 30];
        foreach (var seconds in rests)
        {
            _queues.Succeeded("well");
            Assert.Equal(TimeSpan.FromSeconds(seconds), Fail("broken"));
            Assert.False(_queues.MayTry("broken"));
            Assert.True(_queues.MayTry("well"));
            Pass(seconds);
            await IsTriedAsync("broken");
        }
    }

    [Fact]
    public async Task After_its_rest_one_tries_for_all()
    {
        Fail("broken");
        _queues.Succeeded("well");
        Fail("broken");
        Pass(5);

        await IsTriedAsync("broken");
        Assert.False(_queues.MayTry("broken"));

        _queues.Succeeded("broken");
        Assert.True(_queues.MayTry("broken"));
        Assert.Null(Fail("broken"));
    }

    [Fact]
    public void When_all_fail_none_rests_and_who_rested_rests_no_more()
    {
        Fail("broken");
        _queues.Succeeded("well");
        Assert.NotNull(Fail("broken"));

        Assert.Null(Fail("well"));
        Assert.Null(Fail("well"));
        Assert.Null(Fail("broken"));

        Assert.True(_queues.MayTry("well"));
        Assert.True(_queues.MayTry("broken"));
    }

    [Fact]
    public void Who_rests_goes_on_resting_while_nothing_else_is_tried()
    {
        Fail("broken");
        _queues.Succeeded("well");
        Fail("broken");
        Pass(5);

        Assert.Equal(TimeSpan.FromSeconds(5), Fail("broken"));
        Assert.False(_queues.MayTry("broken"));
    }

    [Fact]
    public async Task A_rest_goes_on_until_the_broker_would_serve_the_queue()
    {
        var asked = 0;
        _answer = () => Task.FromResult(Interlocked.Increment(ref asked) < 3 ? QueueState.NotServed : QueueState.Served);
        Fail("broken");
        _queues.Succeeded("well");
        Fail("broken");

        await IsTriedAsync("broken", passing: 1);

        Assert.Equal(3, asked);
    }

    [Fact]
    public void One_that_failed_long_ago_or_rests_itself_keeps_none_from_resting()
    {
        _queues.Succeeded("well");
        Fail("forgotten");
        Pass(15);
        Fail("broken");
        _queues.Succeeded("well");
        Assert.NotNull(Fail("broken"));

        Fail("also");
        _queues.Succeeded("well");
        Assert.NotNull(Fail("also"));
        Assert.NotNull(Fail("broken"));
    }

    [Fact]
    public void Those_that_fail_are_told_only_while_none_succeeds_and_not_for_long()
    {
        Fail("broken");
        _queues.Succeeded("well");
        Fail("bad");
        Fail("worse");

        Assert.Empty(_queues.AllFail(TimeSpan.FromSeconds(4)));
        Pass(4);
        Assert.Equal(["bad", "worse"], _queues.AllFail(TimeSpan.FromSeconds(4)).Order());
        Pass(10.5);
        Assert.Equal(["worse"], _queues.AllFail(TimeSpan.FromSeconds(4)));

        _queues.Succeeded("well");
        Fail("broken");
        Assert.Equal(["broken"], _queues.AllFail(TimeSpan.Zero));
    }

    [Fact]
    public void A_broker_that_refuses_is_heard()
    {
        Fail("broken");
        Pass(4);
        Assert.NotEmpty(_queues.AllFail(TimeSpan.FromSeconds(4)));

        _queues.Failed("missing", _clock.GetTimestamp(), isAnswered: true);
        Assert.Empty(_queues.AllFail(TimeSpan.Zero));
    }

    [Fact]
    public void Where_many_fail_none_rests_though_some_succeed_in_between()
    {
        for (var i = 0; i < 8; i++)
        {
            _queues.Succeeded($"q{i}");
        }

        for (var i = 0; i < 3; i++)
        {
            Fail($"q{i}");
        }

        _queues.Succeeded("q7");
        Assert.Null(Fail("q0"));

        _queues.Succeeded("q2");
        Assert.NotNull(Fail("q1"));
    }

    [Fact]
    public void Attempts_that_were_under_way_together_fail_once()
    {
        var since = _clock.GetTimestamp();
        Pass(1);
        Assert.Null(_queues.Failed("broken", since));
        _queues.Succeeded("well");
        Pass(1);

        Assert.Null(_queues.Failed("broken", since));
        Assert.True(_queues.MayTry("broken"));
    }

    private TimeSpan? Fail(string queue)
    {
        var since = _clock.GetTimestamp();
        Pass(1);
        var rest = _queues.Failed(queue, since);
        Pass(0.001);
        return rest;
    }

    /// <summary>A rest ends in the background.</summary>
    private async Task IsTriedAsync(string queue, double passing = 0)
    {
        var waiting = Stopwatch.StartNew();
        while (!_queues.MayTry(queue))
        {
            Assert.True(waiting.Elapsed < Patience);
            Pass(passing);
            await Task.Delay(5);
        }
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
