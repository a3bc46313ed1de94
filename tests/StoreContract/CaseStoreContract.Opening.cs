using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Fact]
    public async Task An_opened_case_is_read_as_it_was_written()
    {
        var opening = Given.Opening();
        await OpenAsync(opening);

        AssertSame(opening.Case with { Revision = 1 }, await CaseAsync(opening.Case.Id));
        var entry = Assert.Single(await Store.ReadTimelineAsync(opening.Case.Id, default));
        Assert.Equal(opening.Timeline[0], entry);
    }

    [Fact]
    public async Task A_case_opened_with_its_first_decision_is_there_whole()
    {
        var opening = Given.Planned("zeta", "alpha");
        var opened = await CaseAsync(await OpenAsync(opening));

        AssertSame(opening.Case with { Revision = 1 }, opened);
        var steps = (await Store.ReadAsync(opened.Id, default))!.Steps;
        Assert.Equal(2, steps.Count);
        Assert.All(opening.Steps.Zip(steps), pair => AssertSame(pair.First, pair.Second));
        var timeline = await Store.ReadTimelineAsync(opened.Id, default);
        Assert.Equal(["opened", "planned", "noted"], timeline.Select(l => l.Event));
        Assert.Equal(opening.Timeline[2], timeline[2] with { Sealed = opening.Timeline[2].Sealed });
        Assert.Equal(opening.Timeline[2].Sealed, timeline[2].Sealed);
        Assert.Equal(1, (await Store.RecordAsync(Given.Answer(Key(opened.Id, "alpha")), Noon, default)).Pending);
        Assert.Equal([Key(opened.Id, "zeta")], await Store.LeaseDueStepsAsync(Noon.AddHours(1), Noon.AddHours(2), 9, default));
    }

    [Fact]
    public async Task Of_a_case_that_is_not_opened_nothing_is_there()
    {
        await OpenAsync(Given.Opening("r1"));
        var refused = Given.Planned("crm");
        refused = refused with { Case = refused.Case with { RequestId = "r1" } };

        Assert.Equal(OpenVerdict.RequestIdReused, (await Store.OpenAsync(refused, default)).Verdict);

        Assert.Null(await Store.ReadAsync(refused.Case.Id, default));
        Assert.Null(await Store.ReadStepAsync(refused.Case.Id, "crm", default));
        Assert.Empty(await Store.ReadTimelineAsync(refused.Case.Id, default));
        Assert.Empty(await Store.LeaseDueStepsAsync(Noon.AddHours(1), Noon.AddHours(2), 9, default));
    }

    [Fact]
    public async Task The_same_request_opens_the_same_case()
    {
        var first = await OpenAsync(Given.Opening("r1", "content", "person"));

        Assert.Equal(new OpenResult(OpenVerdict.SameRequest, first), await Store.OpenAsync(Given.Opening("r1", "content", "person"), default));
    }

    [Fact]
    public async Task A_request_id_used_with_other_content_is_refused()
    {
        var first = await OpenAsync(Given.Opening("r1", "content", "person"));

        Assert.Equal(new OpenResult(OpenVerdict.RequestIdReused, first), await Store.OpenAsync(Given.Opening("r1", "other", "person 2"), default));
        Assert.Single(await Store.ListAsync(new CaseFilter("acme"), default));
    }

    [Fact]
    public async Task Another_request_of_the_same_person_points_to_the_open_case()
    {
        var first = await OpenAsync(Given.Opening("r1", person: "person"));

        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, first), await Store.OpenAsync(Given.Opening("r2", person: "person"), default));
    }

    [Fact]
    public async Task After_the_first_closed_the_same_person_may_open_a_new_case()
    {
        var first = await OpenAsync(Given.Opening("r1", person: "person"));
        await ChangeAsync(first, Close);

        Assert.NotEqual(first, await OpenAsync(Given.Opening("r2", person: "person")));
    }

    [Fact]
    public async Task After_the_case_closed_the_same_request_still_gives_it()
    {
        var first = await OpenAsync(Given.Opening("r1", "content", "person"));
        await ChangeAsync(first, Close);

        Assert.Equal(new OpenResult(OpenVerdict.SameRequest, first), await Store.OpenAsync(Given.Opening("r1", "content", "person"), default));
    }

    [Fact]
    public async Task Controllers_do_not_share_request_ids_or_persons()
    {
        await OpenAsync(Given.Opening("r1", "content", "person"));

        await OpenAsync(Given.Opening("r1", "content", "person", controllerId: "globex"));
    }

    [Fact]
    public async Task A_hundred_parallel_opens_of_one_request_make_one_case()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => Store.OpenAsync(Given.Opening("r1", "content", "person"), default))));

        Assert.Single(results, r => r.Verdict == OpenVerdict.Opened);
        Assert.Equal(99, results.Count(r => r.Verdict == OpenVerdict.SameRequest));
        Assert.Single(results.Select(r => r.CaseId).Distinct());
        Assert.Single(await Store.ReadTimelineAsync(results[0].CaseId, default));
    }

    [Fact]
    public async Task A_hundred_parallel_opens_of_one_person_make_one_case()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Store.OpenAsync(Given.Opening(person: "person"), default))));

        Assert.Single(results, r => r.Verdict == OpenVerdict.Opened);
        Assert.Equal(99, results.Count(r => r.Verdict == OpenVerdict.AlreadyOpen));
        Assert.Single(await Store.ListAsync(new CaseFilter("acme"), default));
    }

    [Fact]
    public async Task Cases_of_one_configuration_share_its_snapshot()
    {
        await OpenAsync();
        await OpenAsync();

        Assert.Equal(Given.Snapshot, await Store.ReadSnapshotAsync(Given.Snapshot.Id, default));
    }

    [Fact]
    public async Task A_snapshot_is_never_overwritten_by_a_later_case()
    {
        await OpenAsync();
        var changed = Given.Snapshot with { Config = Given.Snapshot.Config with { Name = "Renamed" } };
        await OpenAsync(Given.Opening() with { Snapshot = changed });

        Assert.Equal("Acme Oy", (await Store.ReadSnapshotAsync(Given.Snapshot.Id, default)).Config.Name);
    }

    [Fact]
    public async Task A_cancelled_opening_either_opened_the_case_or_did_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var opening = Given.Opening();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.OpenAsync(opening, cancelled.Token));
        Assert.Null(await Store.ReadAsync(opening.Case.Id, default));
    }
}
