using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

/// <summary>What a store promises of callbacks. Inherit it and hand out a fresh store that is both.</summary>
public abstract class CallbackContract : IAsyncLifetime
{
    private StoreWorld<ICaseStore> _world = null!;

    private ICaseStore Store => _world.Store;

    private ICallbackStore Callbacks => (ICallbackStore)_world.Store;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    /// <summary>A fresh, empty store of its own.</summary>
    protected abstract Task<StoreWorld<ICaseStore>> CreateAsync();

    [Fact]
    public async Task The_end_of_a_case_is_kept_with_it_also_after_a_crash()
    {
        var (id, callback) = await EndAsync(c => c with { State = CaseState.Cancelled, Conclusion = Conclusion.GrantedInPart });
        await _world.CrashAsync();

        Assert.Equal(
            new Callback(callback, id, "acme", CaseState.Cancelled, Conclusion.GrantedInPart, 2, Given.Noon, 0, Given.Noon.AddMinutes(1)),
            Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task A_case_that_ends_with_its_opening_is_told_of_too()
    {
        var opening = Given.Opening();
        var closed = opening with { Case = Closed(opening.Case), CallbackId = Guid.NewGuid() };
        await Store.OpenAsync(closed, default);
        await Store.OpenAsync(Given.Opening(), default);

        Assert.Equal(
            new Callback(closed.CallbackId!.Value, closed.Case.Id, "acme", CaseState.Closed, Conclusion.Granted, 1, Given.Noon, 0, Given.Noon.AddMinutes(1)),
            Assert.Single(await TakeAsync()));
    }

    [Fact]
    public async Task Of_what_is_refused_nothing_is_kept()
    {
        var opening = Given.Opening("r1");
        await Store.OpenAsync(opening, default);
        var again = Given.Opening("r1");
        await Store.OpenAsync(again with { Case = Closed(again.Case), CallbackId = Guid.NewGuid() }, default);
        await using var session = await Store.BeginAsync(opening.Case.Id, default);
        await session!.CommitAsync(new CaseChange(session.Case, [], []), default);
        await Assert.ThrowsAsync<CaseException>(() => session.CommitAsync(
            new CaseChange(Closed(session.Case), [], []) { CallbackId = Guid.NewGuid() }, default));

        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task Many_cases_that_end_at_once_are_each_told_of()
    {
        var ended = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => EndAsync())));

        Assert.Equal(ended.OrderBy(e => e.CallbackId), (await TakeAsync()).Select(c => (c.CaseId, c.Id)).OrderBy(c => c.Id));
    }

    [Fact]
    public async Task What_one_holds_nobody_else_gets_until_the_lease_ends()
    {
        var (_, callback) = await EndAsync();

        Assert.Empty(await TakeAsync(at: Given.Noon.AddMilliseconds(-1)));
        Assert.Single(await TakeAsync(at: Given.Noon));
        Assert.Empty(await TakeAsync(at: Given.Noon.AddSeconds(59)));
        Assert.Equal(callback, Assert.Single(await TakeAsync(at: Given.Noon.AddMinutes(1))).Id);
    }

    [Fact]
    public async Task Parallel_sweeps_take_each_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => EndAsync()));

        var taken = (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => TakeAsync(limit: 7))))).SelectMany(t => t).ToList();
        for (var more = await TakeAsync(); more.Count > 0; more = await TakeAsync())
        {
            // A sweep passes over what another is just taking, so a few may be left.
            taken.AddRange(more);
        }

        Assert.Equal(40, taken.Count);
        Assert.Equal(40, taken.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task Each_controller_has_its_own()
    {
        await EndAsync();
        var (_, others) = await EndAsync(controllerId: "other");

        Assert.Equal(others, Assert.Single(await Callbacks.LeaseDueCallbacksAsync("other", Given.Noon, Given.Noon.AddMinutes(1), 9, default)).Id);
        Assert.Empty(await Callbacks.LeaseDueCallbacksAsync("nobody", Given.Noon, Given.Noon.AddMinutes(1), 9, default));
    }

    [Fact]
    public async Task The_longest_due_comes_first()
    {
        var (_, late) = await EndAsync(c => c with { ClosedAt = Given.Noon });
        var (_, early) = await EndAsync(c => c with { ClosedAt = Given.Noon.AddMinutes(-1) });

        Assert.Equal(early, Assert.Single(await TakeAsync(limit: 1)).Id);
        Assert.Equal(late, Assert.Single(await TakeAsync(limit: 1)).Id);
    }

    [Fact]
    public async Task What_the_portal_has_is_gone()
    {
        var (_, told) = await EndAsync();
        var (_, left) = await EndAsync();

        await Callbacks.RemoveCallbacksAsync([told, Guid.NewGuid()], default);
        await Callbacks.RemoveCallbacksAsync([], default);

        Assert.Equal(left, Assert.Single(await TakeAsync()).Id);
    }

    [Fact]
    public async Task A_failed_attempt_is_counted_and_comes_again_when_it_is_due()
    {
        await EndAsync();
        var first = Assert.Single(await TakeAsync());

        await Callbacks.DeferCallbacksAsync([new CallbackDeferral(first, Given.Noon.AddHours(1))], default);
        await Callbacks.DeferCallbacksAsync([], default);

        Assert.Empty(await TakeAsync(at: Given.Noon.AddMinutes(59)));
        var second = Assert.Single(await TakeAsync(at: Given.Noon.AddHours(1)));
        Assert.Equal(first with { FailedAttempts = 1, LeasedUntil = second.LeasedUntil }, second);
    }

    [Fact]
    public async Task Who_lost_the_lease_defers_nothing()
    {
        await EndAsync();
        var lost = Assert.Single(await TakeAsync());
        var held = Assert.Single(await TakeAsync(at: lost.LeasedUntil));

        await Callbacks.DeferCallbacksAsync([new CallbackDeferral(lost, Given.Noon)], default);

        Assert.Empty(await TakeAsync(at: held.LeasedUntil.AddMilliseconds(-1)));
        Assert.Equal(0, Assert.Single(await TakeAsync(at: held.LeasedUntil)).FailedAttempts);
    }

    [Fact]
    public async Task What_was_given_up_never_comes_again()
    {
        await EndAsync();
        await Callbacks.DeferCallbacksAsync([new CallbackDeferral(Assert.Single(await TakeAsync()), null)], default);

        await Store.ExpireLeasesAsync(Given.Noon, default);

        Assert.Empty(await TakeAsync(at: Given.Noon.AddYears(1)));
    }

    [Fact]
    public async Task After_a_start_what_was_held_is_due()
    {
        await EndAsync();
        await TakeAsync();

        await Store.ExpireLeasesAsync(Given.Noon, default);

        Assert.Single(await TakeAsync());
    }

    private async Task<(CaseId CaseId, Guid CallbackId)> EndAsync(Func<CaseRow, CaseRow>? change = null, string controllerId = "acme")
    {
        var id = (await Store.OpenAsync(Given.Opening(controllerId: controllerId), default)).CaseId;
        var callback = Guid.NewGuid();
        await using var session = await Store.BeginAsync(id, default);
        var closed = Closed(session!.Case);
        await session.CommitAsync(new CaseChange(change?.Invoke(closed) ?? closed, [], []) { CallbackId = callback }, default);
        return (id, callback);
    }

    private static CaseRow Closed(CaseRow row) => row with { State = CaseState.Closed, Conclusion = Conclusion.Granted, ClosedAt = Given.Noon, DueAt = null };

    private Task<IReadOnlyList<Callback>> TakeAsync(DateTimeOffset? at = null, int limit = 100) =>
        Callbacks.LeaseDueCallbacksAsync("acme", at ?? Given.Noon, (at ?? Given.Noon).AddMinutes(1), limit, default);
}
