using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Fact]
    public async Task A_case_that_is_not_there_cannot_be_locked_or_read()
    {
        Assert.Null(await Store.BeginAsync(CaseId.New(), default));
        Assert.Null(await Store.ReadAsync(CaseId.New(), default));
        Assert.Empty(await Store.ReadTimelineAsync(CaseId.New(), default));
    }

    [Fact]
    public async Task A_change_writes_case_steps_timeline_and_pieces_at_once()
    {
        var id = await OpenAsync();
        var step = Given.Running("crm") with { Problem = Problem.AdapterTimeout, FailedAttempts = 3 };
        var piece = Given.Piece("crm", Guid.NewGuid(), 0);
        CaseRow changed;
        await using (var session = await Store.BeginAsync(id, default))
        {
            changed = session!.Case with
            {
                State = CaseState.WaitingForPerson,
                SagaState = "Held",
                Conclusion = Conclusion.Refused,
                Round = 4,
                Pending = 1,
                DueAt = Noon.AddHours(1),
                Sealed = Given.Bytes("other"),
            };
            var revision = await session.CommitAsync(
                new CaseChange(changed, [step], [new TimelineEntry(Noon, "anna", "noted", "crm", Given.Bytes("sealed"))]) { Pieces = [piece] }, default);
            Assert.Equal(2, revision);
        }

        AssertSame(changed with { Revision = 2 }, await CaseAsync(id));
        AssertSame(step, await StepAsync(id, "crm"));
        Assert.Equal(piece.Sealed, Assert.Single(await PiecesAsync(id, "crm", piece.AttemptId)).Sealed);
        var timeline = await Store.ReadTimelineAsync(id, default);
        Assert.Equal(["opened", "noted"], timeline.Select(e => e.Event));
        Assert.Equal(Given.Bytes("sealed"), timeline[1].Sealed);
    }

    [Fact]
    public async Task A_step_is_read_alone_with_its_case()
    {
        var (id, other) = (await OpenAskedAsync("crm", "erp"), await OpenAskedAsync("crm"));

        var read = await Task.WhenAll(
            Store.ReadStepAsync(id, "erp", default), Store.ReadStepAsync(other, "crm", default), Store.ReadStepAsync(id, "crm", default),
            Store.ReadStepAsync(id, "unknown", default), Store.ReadStepAsync(CaseId.New(), "crm", default), Store.ReadStepAsync(id, "erp", default));

        Assert.Equal([(id, "erp"), (other, "crm"), (id, "crm")], read.Take(3).Select(r => (r!.Case.Id, r.Step.SystemId)));
        Assert.All(read[3..5], Assert.Null);
        AssertSame(await CaseAsync(id), read[5]!.Case);
        AssertSame(await StepAsync(id, "erp"), read[5]!.Step);
    }

    [Fact]
    public async Task Cases_read_at_once_are_each_ones_own()
    {
        CaseId[] ids = [await OpenAskedAsync("crm", "erp"), await OpenAsync(), await OpenAskedAsync("zeta"), CaseId.New()];

        var read = await Task.WhenAll(ids.Concat(ids).Select(id => Store.ReadAsync(id, default)));

        Assert.Equal([ids[0], ids[1], ids[2], null, ids[0], ids[1], ids[2], null], read.Select(r => r?.Case.Id));
        Assert.Equal(["crm", "erp"], read[4]!.Steps.Select(s => s.SystemId));
        Assert.Empty(read[1]!.Steps);
        Assert.Equal(["zeta"], read[6]!.Steps.Select(s => s.SystemId));
    }

    [Fact]
    public async Task Steps_come_in_the_order_of_the_plan()
    {
        var id = await OpenAskedAsync("zeta", "alpha", "mid");

        Assert.Equal(["zeta", "alpha", "mid"], (await Store.ReadAsync(id, default))!.Steps.Select(s => s.SystemId));
    }

    [Fact]
    public async Task A_session_that_does_not_commit_changes_nothing_and_lets_go()
    {
        var id = await OpenAsync();
        await (await Store.BeginAsync(id, default))!.DisposeAsync();

        Assert.Equal(2, await ChangeAsync(id, c => c));
    }

    [Fact]
    public async Task Sessions_of_one_case_wait_for_one_another()
    {
        var id = await OpenAsync();
        var first = await Store.BeginAsync(id, default);
        var second = Task.Run(() => Store.BeginAsync(id, default));

        Assert.False(second.IsCompleted);
        await first!.CommitAsync(new CaseChange(first.Case with { Round = 7 }, [], []), default);
        await first.DisposeAsync();
        await using var next = await second;
        Assert.Equal(7, next!.Case.Round);
    }

    [Fact]
    public async Task Sessions_of_different_cases_do_not_wait()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync());
        await using var first = await Store.BeginAsync(one, default);
        await using var second = await Store.BeginAsync(other, default);

        Assert.Equal(other, second!.Case.Id);
    }

    [Fact]
    public async Task Waiting_for_a_session_can_be_cancelled_and_costs_the_next_nothing()
    {
        var id = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var held = await Store.BeginAsync(id, default);
        var waiting = Store.BeginAsync(id, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held!.DisposeAsync();

        Assert.Equal(2, await ChangeAsync(id, c => c));
    }

    [Fact]
    public async Task Fifty_parallel_sessions_lose_no_change()
    {
        var id = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ChangeAsync(id, c => c with { Round = c.Round + 1 }))));

        var row = await CaseAsync(id);
        Assert.Equal((50, 51L), (row.Round, row.Revision));
    }

    [Fact]
    public async Task A_session_that_an_answer_overtook_is_refused_whole()
    {
        var id = await OpenAskedAsync("crm", "erp");
        await using var session = await Store.BeginAsync(id, default);
        Assert.True((await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default)).Recorded);

        var stale = new CaseChange(session!.Case with { Round = 9 }, [Given.Running("crm", round: 9)], [new TimelineEntry(Noon, "anna", "stale")])
        {
            Pieces = [Given.Piece("crm", Guid.NewGuid(), 0)],
        };
        await AssertReasonAsync(ErrorReason.Conflict, () => session.CommitAsync(stale, default));

        Assert.Equal(1, (await CaseAsync(id)).Round);
        Assert.Equal(StepState.Ended, (await StepAsync(id, "crm")).State);
        Assert.DoesNotContain(await Store.ReadTimelineAsync(id, default), e => e.Event == "stale");
        Assert.Empty(await PiecesAsync(id, "crm", stale.Pieces[0].AttemptId));
    }

    [Fact]
    public async Task A_session_on_what_was_read_before_commits_while_nobody_wrote_the_case()
    {
        var id = await OpenAskedAsync("crm", "erp");
        var read = (await Store.ReadAsync(id, default))!;
        var ended = read.Steps[0] with { State = StepState.Ended, NextAttemptAt = null };

        Assert.Equal(3, await Store.Resume(read).CommitAsync(new CaseChange(read.Case with { Pending = 1 }, [ended], []), default));
        AssertSame(ended, await StepAsync(id, "crm"));

        await AssertReasonAsync(ErrorReason.Conflict, () => Store.Resume(read).CommitAsync(new CaseChange(read.Case with { Pending = 0 }, [], []), default));
        Assert.Equal(1, (await CaseAsync(id)).Pending);
    }

    [Fact]
    public async Task A_system_that_ended_without_a_result_keeps_no_pieces_of_attempts_that_broke_off()
    {
        var id = await OpenAskedAsync("crm", "erp");
        var attempt = Guid.NewGuid();
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", attempt, 0), Noon.AddMinutes(1), default);
        await Store.AppendAsync(Key(id, "erp"), Given.Piece("erp", attempt, 0), Noon.AddMinutes(1), default);
        var read = (await Store.ReadAsync(id, default))!;

        await Store.Resume(read).CommitAsync(new CaseChange(read.Case, [], []) { WithoutResult = ["crm"] }, default);

        Assert.Empty(await PiecesAsync(id, "crm", attempt));
        Assert.Single(await PiecesAsync(id, "erp", attempt));
        var overtaken = new CaseChange(read.Case, [], []) { WithoutResult = ["erp"] };
        await AssertReasonAsync(ErrorReason.Conflict, () => Store.Resume(read).CommitAsync(overtaken, default));
        Assert.Single(await PiecesAsync(id, "erp", attempt));
    }

    [Fact]
    public async Task A_session_commits_once()
    {
        var id = await OpenAsync();
        await using var session = await Store.BeginAsync(id, default);
        await session!.CommitAsync(new CaseChange(session.Case, [], []), default);

        await AssertReasonAsync(ErrorReason.Conflict, () => session.CommitAsync(new CaseChange(session.Case, [], []), default));
    }

    [Fact]
    public async Task The_timeline_keeps_the_order_in_which_it_was_written()
    {
        var id = await OpenAskedAsync("crm");
        for (var i = 0; i < 12; i++)
        {
            // The clock may stand still or go back; the order of writing counts.
            await using var session = await Store.BeginAsync(id, default);
            await session!.CommitAsync(new CaseChange(session.Case, [], [new TimelineEntry(Noon.AddSeconds(-i), "anna", $"a{i}"), new TimelineEntry(Noon, "anna", $"b{i}")]), default);
        }

        Assert.Equal(
            ["opened", .. Enumerable.Range(0, 12).SelectMany(i => new[] { $"a{i}", $"b{i}" })],
            (await Store.ReadTimelineAsync(id, default)).Select(e => e.Event));
    }
}
