using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

/// <summary>What a store that is also an <see cref="IOutbox"/> promises. Inherit it and hand out a fresh store with a clock of your own.</summary>
public abstract class OutboxContract : IAsyncLifetime
{
    private StoreWorld<ICaseStore> _world = null!;

    private ICaseStore Store => _world.Store;

    private IOutbox Outbox => (IOutbox)_world.Store;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    /// <summary>A fresh, empty store of its own, whose clock stands at <see cref="Given.Noon"/>.</summary>
    protected abstract Task<StoreWorld<ICaseStore>> CreateAsync();

    [Fact]
    public async Task What_an_opening_starts_is_kept_with_it_also_after_a_crash()
    {
        var opening = Given.Planned("crm", "erp");
        await Store.OpenAsync(opening, default);
        await _world.CrashAsync();

        AssertSame(opening.FanOut!, Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task What_a_change_starts_is_kept_with_it()
    {
        var id = (await Store.OpenAsync(Given.Opening(), default)).CaseId;
        var fanOut = Given.FanOut(id, "crm");
        await using var session = await Store.BeginAsync(id, default);
        await session!.CommitAsync(new CaseChange(session.Case, [], []) { FanOut = fanOut }, default);

        AssertSame(fanOut, Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task Of_what_is_refused_nothing_is_kept()
    {
        var opening = Given.Opening("r1", person: "person");
        await Store.OpenAsync(opening, default);
        var again = Given.Planned("crm");
        await Store.OpenAsync(again with { Case = again.Case with { RequestId = "r1" } }, default);
        await Store.OpenAsync(again with { PersonHash = opening.PersonHash }, default);
        await using var session = await Store.BeginAsync(opening.Case.Id, default);
        await session!.CommitAsync(new CaseChange(session.Case, [], []), default);
        await Assert.ThrowsAsync<CaseException>(() => session.CommitAsync(
            new CaseChange(session.Case, [], []) { FanOut = Given.FanOut(opening.Case.Id, "crm") }, default));

        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task The_oldest_come_first_and_the_fresh_not_at_all()
    {
        await Store.OpenAsync(Given.Planned("crm"), default);

        Assert.Empty(await Outbox.LeaseUnsentAsync(Given.Noon, Given.Noon, Given.Noon.AddMinutes(1), 9, default));
        Assert.Single(await Outbox.LeaseUnsentAsync(Given.Noon.AddMilliseconds(1), Given.Noon, Given.Noon.AddMinutes(1), 9, default));
    }

    [Fact]
    public async Task What_one_holds_nobody_else_gets_until_the_lease_ends()
    {
        var opening = Given.Planned("crm");
        await Store.OpenAsync(opening, default);

        Assert.Single(await TakeAsync(at: Given.Noon.AddSeconds(10)));
        Assert.Empty(await TakeAsync(at: Given.Noon.AddSeconds(69)));
        AssertSame(opening.FanOut!, Assert.Single(await TakeAsync(at: Given.Noon.AddSeconds(70))));
    }

    [Fact]
    public async Task What_was_tried_in_vain_comes_after_what_never_was()
    {
        var (tried, fresh) = (Given.Planned("crm"), Given.Planned("crm"));
        await Store.OpenAsync(tried, default);
        Assert.Single(await TakeAsync(at: Given.Noon.AddSeconds(10)));
        await Store.OpenAsync(fresh, default);

        Assert.Equal(fresh.FanOut!.Id, Assert.Single(await TakeAsync(at: Given.Noon.AddSeconds(80), limit: 1)).Id);
        Assert.Equal(tried.FanOut!.Id, Assert.Single(await TakeAsync(at: Given.Noon.AddSeconds(80), limit: 1)).Id);
    }

    [Fact]
    public async Task Parallel_sweeps_take_each_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Store.OpenAsync(Given.Planned("crm"), default)));

        var taken = (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => TakeAsync(limit: 7))))).SelectMany(t => t).ToList();
        for (var more = await TakeAsync(); more.Count > 0; more = await TakeAsync())
        {
            // A sweep passes over what another is just taking, so a few may be left.
            taken.AddRange(more);
        }

        Assert.Equal(40, taken.Count);
        Assert.Equal(40, taken.Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public async Task Of_what_the_broker_has_in_part_the_rest_is_kept()
    {
        var (opening, removed) = (Given.Planned("crm", "erp", "mail"), Given.Planned("crm", "erp"));
        await Store.OpenAsync(opening, default);
        await Store.OpenAsync(removed, default);
        await Outbox.RemoveAsync([removed.FanOut!.Id], default);

        var left = opening.FanOut! with { SystemIds = ["erp", "mail"] };
        await Task.WhenAll(Outbox.NarrowAsync(left, default), Outbox.NarrowAsync(removed.FanOut with { SystemIds = ["erp"] }, default));

        AssertSame(left, Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task What_the_broker_has_is_gone()
    {
        var (sent, kept) = (Given.Planned("crm"), Given.Planned("crm"));
        await Store.OpenAsync(sent, default);
        await Store.OpenAsync(kept, default);

        await Outbox.RemoveAsync([sent.FanOut!.Id], default);
        await Outbox.RemoveAsync([sent.FanOut!.Id, Guid.NewGuid()], default);
        await Outbox.RemoveAsync([], default);

        Assert.Equal(kept.FanOut!.Id, Assert.Single(await TakeAsync()).Id);
    }

    private async Task<IReadOnlyList<FanOut>> TakeAsync(DateTimeOffset? at = null, int limit = 100)
    {
        var now = at ?? Given.Noon.AddSeconds(10);
        return await Outbox.LeaseUnsentAsync(now, now, now.AddMinutes(1), limit, default);
    }

    private static void AssertSame(FanOut expected, FanOut actual)
    {
        Assert.Equal(expected.SystemIds, actual.SystemIds);
        Assert.Equal(expected with { SystemIds = actual.SystemIds }, actual);
    }
}
