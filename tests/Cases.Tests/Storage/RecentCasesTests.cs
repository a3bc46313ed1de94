using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>What was just written is at hand, for a moment and within limits.</summary>
public sealed class RecentCasesTests
{
    private readonly FakeClock _clock = new();
    private readonly RecentCases _recent;

    public RecentCasesTests() => _recent = new RecentCases(_clock);

    [Fact]
    public void What_was_written_last_is_found()
    {
        var first = Snapshot();
        _recent.Put(first);
        _recent.Put(first with { Steps = [Given.Running("crm")] });

        Assert.Single(_recent.Find(first.Case.Id)!.Steps);
        Assert.Null(_recent.Find(CaseId.New()));
    }

    [Fact]
    public void What_is_forgotten_is_gone_though_it_has_aged()
    {
        var one = Snapshot();
        _recent.Put(one);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(_recent.Find(one.Case.Id));

        _recent.Forget(one.Case.Id);

        Assert.Null(_recent.Find(one.Case.Id));
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(2.0, 0.0)]
    public void Nothing_is_at_hand_for_longer_than_two_seconds(double first, double then)
    {
        var one = Snapshot();
        _recent.Put(one);

        _clock.Advance(TimeSpan.FromSeconds(first));
        _recent.Put(Snapshot());
        _clock.Advance(TimeSpan.FromSeconds(then));

        Assert.Null(_recent.Find(one.Case.Id));
    }

    [Fact]
    public void Of_many_only_the_last_are_kept()
    {
        var all = Enumerable.Range(0, 3000).Select(_ => Snapshot()).ToList();
        all.ForEach(_recent.Put);

        Assert.Null(_recent.Find(all[0].Case.Id));
        Assert.InRange(all.Count(s => _recent.Find(s.Case.Id) is not null), 1000, 2000);
    }

    private static CaseSnapshot Snapshot() => new(Given.Opening().Case, []);
}
