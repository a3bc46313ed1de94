namespace DsrGateway.Cases.Opening;

public sealed class RushTests
{
    private const int Many = 257;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly FakeClock _clock = new();
    private readonly Rush _rush;

    public RushTests() => _rush = new Rush(_clock);

    [Fact]
    public async Task Nobody_waits_while_few_are_opened()
    {
        using var opening = _rush.Enter();

        Assert.False(_rush.IsOn);
        Assert.True(await _rush.OverAsync(Limit));
    }

    [Fact]
    public async Task A_rush_ends_when_few_are_left()
    {
        var openings = Enumerable.Range(0, Many).Select(_ => _rush.Enter()).ToList();
        Assert.True(_rush.IsOn);
        var waiting = _rush.OverAsync(Limit);

        openings.SkipLast(128).ToList().ForEach(o => o.Dispose());
        Assert.True(_rush.IsOn);
        Assert.False(waiting.IsCompleted);

        openings.TakeLast(1).ToList().ForEach(o => o.Dispose());
        Assert.False(_rush.IsOn);
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_rush_that_goes_on_is_not_waited_for_any_longer()
    {
        var openings = Enumerable.Range(0, Many).Select(_ => _rush.Enter()).ToList();
        var waiting = _rush.OverAsync(Limit);

        _clock.Advance(Limit);

        Assert.False(await waiting);
        openings.ForEach(o => o.Dispose());
        Assert.True(await _rush.OverAsync(Limit));
    }
}
