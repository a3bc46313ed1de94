using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    private static readonly DateTimeOffset Tomorrow = Given.Noon.AddDays(1);

    [Fact]
    public async Task Due_steps_are_taken_in_order_up_to_the_limit_and_each_once()
    {
        var id = await OpenAsync();
        await ChangeAsync(id, c => c with { Round = 1, Pending = 4 },
            Given.Running("third", nextAttemptAt: Noon.AddSeconds(3)),
            Given.Running("first", nextAttemptAt: Noon.AddSeconds(1)),
            Given.Running("second", nextAttemptAt: Noon.AddSeconds(2)),
            Given.Running("later", nextAttemptAt: Noon.AddMinutes(9)));
        var now = Noon.AddSeconds(5);

        Assert.Equal(
            [Key(id, "first"), Key(id, "second")],
            (await Store.LeaseDueStepsAsync(now, Tomorrow, 2, default)).OrderBy(k => k.SystemId));
        Assert.Equal([Key(id, "third")], await Store.LeaseDueStepsAsync(now, Tomorrow, 2, default));
        Assert.Empty(await Store.LeaseDueStepsAsync(now, Tomorrow, 2, default));
    }

    [Fact]
    public async Task A_step_is_due_at_its_instant_and_not_before()
    {
        var id = await OpenAskedAsync("crm");

        Assert.Empty(await Store.LeaseDueStepsAsync(Noon.AddMinutes(1).AddMilliseconds(-1), Tomorrow, 9, default));
        Assert.Equal([Key(id, "crm")], await Store.LeaseDueStepsAsync(Noon.AddMinutes(1), Tomorrow, 9, default));
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_again()
    {
        var id = await OpenAskedAsync("crm");
        await Store.LeaseDueStepsAsync(Noon.AddHours(1), Noon.AddHours(2), 9, default);

        Assert.Empty(await Store.LeaseDueStepsAsync(Noon.AddHours(1.5), Tomorrow, 9, default));
        Assert.Equal([Key(id, "crm")], await Store.LeaseDueStepsAsync(Noon.AddHours(2), Tomorrow, 9, default));
    }

    [Fact]
    public async Task Parallel_sweeps_take_each_step_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await OpenAskedAsync("crm", "erp");
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Store.LeaseDueStepsAsync(Noon.AddHours(1), Tomorrow, 7, default))));

        Assert.Equal(40, taken.SelectMany(t => t).Count());
        Assert.Equal(40, taken.SelectMany(t => t).Distinct().Count());
    }

    [Fact]
    public async Task Answered_steps_are_not_due()
    {
        var id = await OpenAskedAsync("crm", "erp");
        await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default);
        await Store.RecordAsync(Given.Deferral(Key(id, "erp"), Noon.AddSeconds(8)), Noon, default);

        Assert.Equal([Key(id, "erp")], await Store.LeaseDueStepsAsync(Noon.AddHours(1), Tomorrow, 9, default));
    }

    [Fact]
    public async Task Steps_of_a_case_that_ended_are_never_due_again()
    {
        var id = await OpenAskedAsync("crm", "erp");
        await Store.RecordAsync(Given.Deferral(Key(id, "erp"), Noon.AddSeconds(8)), Noon, default);
        await ChangeAsync(id, c => Close(c) with { State = CaseState.Cancelled });

        await Store.ExpireLeasesAsync(Noon, default);
        Assert.Empty(await Store.LeaseDueStepsAsync(Tomorrow, Tomorrow.AddDays(1), 9, default));
        Assert.Empty(await Store.ListSystemsWaitedForAsync(default));
        Assert.Equal(0, await Store.WakeAsync("acme", "erp", Noon, default));
    }

    [Fact]
    public async Task Due_cases_are_taken_in_order_up_to_the_limit_and_each_once()
    {
        var third = await OpenAsync(Given.Opening(openedAt: Noon.AddSeconds(3)));
        var first = await OpenAsync(Given.Opening(openedAt: Noon.AddSeconds(1)));
        var second = await OpenAsync(Given.Opening(openedAt: Noon.AddSeconds(2)));
        var now = Noon.AddMinutes(1);

        Assert.Equal(new HashSet<CaseId> { first, second }, (await Store.LeaseDueCasesAsync(now, Tomorrow, 2, default)).ToHashSet());
        Assert.Equal([third], await Store.LeaseDueCasesAsync(now, Tomorrow, 2, default));
        Assert.Empty(await Store.LeaseDueCasesAsync(now, Tomorrow, 2, default));
    }

    [Fact]
    public async Task A_case_is_due_when_opened_and_not_when_nothing_is_expected()
    {
        var id = await OpenAsync();
        Assert.Empty(await Store.LeaseDueCasesAsync(Noon, Tomorrow, 9, default));
        Assert.Equal([id], await Store.LeaseDueCasesAsync(Noon.AddSeconds(5), Tomorrow, 9, default));

        await ChangeAsync(id, c => c with { DueAt = null });
        Assert.Empty(await Store.LeaseDueCasesAsync(Tomorrow.AddDays(9), Tomorrow.AddDays(10), 9, default));
    }

    [Fact]
    public async Task Taking_a_lease_is_no_change_of_the_case()
    {
        var id = await OpenAskedAsync("crm");
        await ChangeAsync(id, c => c with { DueAt = Noon });
        await using var session = await Store.BeginAsync(id, default);
        await Store.LeaseDueCasesAsync(Noon, Tomorrow, 9, default);
        await Store.LeaseDueStepsAsync(Tomorrow, Tomorrow.AddDays(1), 9, default);

        await session!.CommitAsync(new CaseChange(session.Case, [], []), default);
    }

    [Fact]
    public async Task Expiring_makes_every_lease_due_now()
    {
        var id = await OpenAskedAsync("crm");
        var fresh = await OpenAsync();

        await Store.ExpireLeasesAsync(Noon, default);

        Assert.Equal([Key(id, "crm")], await Store.LeaseDueStepsAsync(Noon, Tomorrow, 9, default));
        Assert.Equal([fresh], await Store.LeaseDueCasesAsync(Noon, Tomorrow, 9, default));
    }

    [Fact]
    public async Task Waking_makes_the_waiting_steps_of_one_system_due_now()
    {
        var waiting = await OpenAskedAsync("crm", "erp");
        var running = await OpenAskedAsync("crm");
        await Store.RecordAsync(Given.Deferral(Key(waiting, "crm"), Tomorrow), Noon, default);
        await Store.RecordAsync(Given.Deferral(Key(waiting, "erp"), Tomorrow), Noon, default);

        Assert.Equal(0, await Store.WakeAsync("globex", "crm", Noon, default));
        Assert.Equal(1, await Store.WakeAsync("acme", "crm", Noon, default));

        Assert.Equal([Key(waiting, "crm")], await Store.LeaseDueStepsAsync(Noon, Tomorrow, 9, default));
        Assert.Equal(Noon.AddMinutes(1), (await StepAsync(running, "crm")).NextAttemptAt);
    }

    [Fact]
    public async Task Systems_waited_for_are_told_once_each()
    {
        foreach (var id in new[] { await OpenAskedAsync("crm", "erp"), await OpenAskedAsync("crm", "erp") })
        {
            await Store.RecordAsync(Given.Deferral(Key(id, "crm"), Tomorrow), Noon, default);
        }

        Assert.Equal([("acme", "crm")], await Store.ListSystemsWaitedForAsync(default));
    }
}
