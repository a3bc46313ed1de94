using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Fact]
    public async Task Cases_are_listed_newest_first()
    {
        var ids = new List<CaseId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await OpenAsync(Given.Opening(openedAt: Noon.AddMinutes(i))));
        }

        ids.Reverse();
        Assert.Equal(ids, (await Store.ListAsync(new CaseFilter("acme"), default)).Select(c => c.Id));
    }

    [Fact]
    public async Task Pages_hold_every_case_once_though_cases_are_opened_meanwhile()
    {
        var before = new HashSet<CaseId>();
        for (var i = 0; i < 23; i++)
        {
            // Many of one instant: the id breaks the tie.
            before.Add(await OpenAsync(Given.Opening(openedAt: Noon.AddMilliseconds(i / 6))));
        }

        var seen = new List<CaseId>();
        for (CasePosition? after = null; ;)
        {
            var page = await Store.ListAsync(new CaseFilter("acme") { PageSize = 4, After = after }, default);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(c => c.Id));
            after = new CasePosition(page[^1].OpenedAt, page[^1].Id);
            await OpenAsync(Given.Opening(openedAt: Noon.AddHours(1)));
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(before, seen.ToHashSet());
    }

    [Fact]
    public async Task Lists_hold_one_controllers_cases_only()
    {
        await OpenAsync(Given.Opening(controllerId: "globex"));

        Assert.Empty(await Store.ListAsync(new CaseFilter("acme"), default));
    }

    [Fact]
    public async Task Lists_are_filtered_by_state_right_and_deadline()
    {
        var access = await OpenAsync(Given.Opening(right: Right.Access, legalDeadline: Noon.AddDays(3)));
        var objection = await OpenAsync(Given.Opening(right: Right.Objection, legalDeadline: Noon.AddDays(5)));
        var closed = await OpenAsync(Given.Opening(right: Right.Access, legalDeadline: Noon.AddDays(7)));
        await ChangeAsync(closed, Close);

        await AssertListAsync([access, objection, closed], new CaseFilter("acme"));
        await AssertListAsync([closed], new CaseFilter("acme") { States = [CaseState.Closed] });
        await AssertListAsync([access, objection, closed], new CaseFilter("acme") { States = [CaseState.Closed, CaseState.Running] });
        await AssertListAsync([access, closed], new CaseFilter("acme") { Rights = [Right.Access] });
        await AssertListAsync([access], new CaseFilter("acme") { LegalDeadlineBefore = Noon.AddDays(5) });
        await AssertListAsync([access], new CaseFilter("acme") { States = [CaseState.Running], Rights = [Right.Access, Right.Erasure] });
    }

    [Fact]
    public async Task Steps_for_a_person_come_by_legal_deadline_and_of_open_cases_only()
    {
        var later = await OpenWaitingAsync(Noon.AddDays(9), "byhand");
        var sooner = await OpenWaitingAsync(Noon.AddDays(2), "byhand");
        var over = await OpenWaitingAsync(Noon.AddDays(1), "byhand");
        await ChangeAsync(over, Close);
        await OpenAskedAsync("crm");

        var steps = await Store.ListWaitingForPersonAsync("acme", null, 10, default);

        Assert.Equal([sooner, later], steps.Select(s => s.Case.Id));
        Assert.Empty(await Store.ListWaitingForPersonAsync("globex", null, 10, default));
    }

    [Fact]
    public async Task Pages_of_steps_for_a_person_hold_every_step_once()
    {
        var expected = new HashSet<(CaseId, string)>();
        for (var i = 0; i < 4; i++)
        {
            var id = await OpenWaitingAsync(Noon.AddDays(3), "a", "b", "c");
            expected.UnionWith(new[] { "a", "b", "c" }.Select(s => (id, s)));
        }

        for (var size = 1; size <= 13; size++)
        {
            var seen = new List<(CaseId, string)>();
            StepPosition? after = null;
            while (await Store.ListWaitingForPersonAsync("acme", after, size, default) is { Count: > 0 } page)
            {
                seen.AddRange(page.Select(s => (s.Case.Id, s.Step.SystemId)));
                after = new StepPosition(page[^1].Case.LegalDeadline, page[^1].Case.Id, page[^1].Step.Ordinal);
                Assert.True(seen.Count <= 12, $"pages of {size} repeat steps");
            }

            Assert.Equal(expected, seen.ToHashSet());
            Assert.Equal(12, seen.Count);
        }
    }

    private async Task<CaseId> OpenWaitingAsync(DateTimeOffset legalDeadline, params string[] systems)
    {
        var id = await OpenAsync(Given.Opening(legalDeadline: legalDeadline));
        await ChangeAsync(id, c => c with { DueAt = null }, [.. systems.Select((s, i) => Given.ForPerson(s, i))]);
        return id;
    }

    private async Task AssertListAsync(HashSet<CaseId> expected, CaseFilter filter) =>
        Assert.Equal(expected, (await Store.ListAsync(filter, default)).Select(c => c.Id).ToHashSet());
}
