namespace DsrGateway.Cases.Dispatching;

/// <summary>Answers of one case that come together are written together; nobody waits for long, and nobody for nothing.</summary>
public sealed class AnswerGatheringTests
{
    private readonly FakeClock _clock = new();
    private readonly AnswerGathering<string> _gathering;
    private readonly List<string> _writes = [];
    private readonly CaseId _case = CaseId.New();

    public AnswerGatheringTests() => _gathering = new AnswerGathering<string>(_clock);

    [Fact]
    public async Task The_last_to_answer_takes_along_all_who_wait()
    {
        using var crm = _gathering.Enter(_case);
        using var erp = _gathering.Enter(_case);
        using var chat = _gathering.Enter(_case);

        var waiting = new[] { crm.WriteAsync("crm", WriteAsync), erp.WriteAsync("erp", WriteAsync) };
        Assert.Empty(_writes);

        Assert.True(await chat.WriteAsync("chat", WriteAsync));
        Assert.All(await Task.WhenAll(waiting), Assert.False);
        Assert.Equal(["crm erp chat"], _writes);
    }

    [Fact]
    public async Task Whoever_is_not_fetched_within_the_moment_writes_alone()
    {
        using var slow = _gathering.Enter(_case);
        using var quick = _gathering.Enter(_case);

        var waiting = quick.WriteAsync("quick", WriteAsync);
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        Assert.True(await waiting);
        Assert.True(await slow.WriteAsync("slow", WriteAsync));
        Assert.Equal(["quick", "slow"], _writes);
    }

    [Fact]
    public async Task The_longer_an_asking_took_the_longer_it_waits_up_to_a_limit()
    {
        using var slow = _gathering.Enter(_case);
        using var quick = _gathering.Enter(_case);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var waiting = quick.WriteAsync("quick", WriteAsync);
        _clock.Advance(TimeSpan.FromMilliseconds(24));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Cases_do_not_wait_for_one_another()
    {
        using var other = _gathering.Enter(CaseId.New());
        using var mine = _gathering.Enter(_case);

        Assert.True(await mine.WriteAsync("mine", WriteAsync));
    }

    [Fact]
    public async Task A_write_that_fails_fails_for_all_whom_it_took_along()
    {
        using var crm = _gathering.Enter(_case);
        using var erp = _gathering.Enter(_case);

        var waiting = crm.WriteAsync("crm", WriteAsync);
        var failing = erp.WriteAsync("erp", _ => Task.FromException<bool>(new InvalidOperationException("full")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
    }

    [Fact]
    public async Task Whoever_leaves_without_an_answer_holds_up_nobody_for_longer_than_the_moment()
    {
        var broken = _gathering.Enter(_case);
        using var crm = _gathering.Enter(_case);

        var waiting = crm.WriteAsync("crm", WriteAsync);
        broken.Dispose();
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        Assert.True(await waiting);
        Assert.Equal(["crm"], _writes);
    }

    [Fact]
    public async Task After_the_last_one_left_a_case_begins_anew()
    {
        using (var first = _gathering.Enter(_case))
        {
            await first.WriteAsync("first", WriteAsync);
        }

        using var second = _gathering.Enter(_case);
        Assert.True(await second.WriteAsync("second", WriteAsync));
        Assert.Equal(["first", "second"], _writes);
    }

    private Task<bool> WriteAsync(IReadOnlyList<string> answers)
    {
        _writes.Add(string.Join(' ', answers));
        return Task.FromResult(true);
    }
}
