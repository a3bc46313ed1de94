using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Fact]
    public async Task An_answer_is_written_and_counts_down()
    {
        var id = await OpenAskedAsync("crm", "erp");
        var answer = Given.Answer(Key(id, "crm"), StepState.WaitingForPerson) with { Problem = Problem.ResultTooLarge, FailedAttempts = 2 };

        Assert.Equal(new AnswerRecorded(true, 1, 3), await Store.RecordAsync(answer, Noon, default));

        var step = await StepAsync(id, "crm");
        Assert.Equal((StepState.WaitingForPerson, Problem.ResultTooLarge, 2), (step.State, step.Problem, step.FailedAttempts));
        Assert.Equal(answer.Sealed, step.Sealed);
        Assert.Null(step.NextAttemptAt);
        Assert.Equal(answer.Timeline, (await Store.ReadTimelineAsync(id, default))[^1]);
        var row = await CaseAsync(id);
        Assert.Equal((1, 3L), (row.Pending, row.Revision));
    }

    [Fact]
    public async Task A_repeated_answer_changes_nothing()
    {
        var id = await OpenAskedAsync("crm", "erp");
        var answer = Given.Answer(Key(id, "crm"));
        await Store.RecordAsync(answer, Noon, default);

        Assert.Equal(new AnswerRecorded(false, 1, 3), await Store.RecordAsync(answer with { State = StepState.WaitingForPerson, Sealed = [1] }, Noon, default));

        Assert.Equal(answer.Sealed, (await StepAsync(id, "crm")).Sealed);
        Assert.Equal((1, 3L), ((await CaseAsync(id)).Pending, (await CaseAsync(id)).Revision));
        Assert.Single(await Store.ReadTimelineAsync(id, default), e => e.Event == "answered");
    }

    [Fact]
    public async Task Of_five_parallel_answers_exactly_one_sees_zero()
    {
        for (var round = 0; round < 10; round++)
        {
            string[] systems = ["a", "b", "c", "d", "e"];
            var id = await OpenAskedAsync(systems);
            // Each comes twice, as a broker may deliver it.
            var recorded = await Task.WhenAll(systems.Concat(systems).Select(s => Task.Run(() => Store.RecordAsync(Given.Answer(Key(id, s)), Noon, default))));

            Assert.Equal(5, recorded.Count(r => r.Recorded));
            Assert.Single(recorded, r => r is { Recorded: true, Pending: 0 });
            Assert.Equal([0, 1, 2, 3, 4], recorded.Where(r => r.Recorded).Select(r => r.Pending).Order());
            Assert.Equal((0, 7L), ((await CaseAsync(id)).Pending, (await CaseAsync(id)).Revision));
        }
    }

    [Fact]
    public async Task An_answer_to_another_round_changes_nothing()
    {
        var id = await OpenAskedAsync("crm");
        await ChangeAsync(id, c => c with { Round = 2, Pending = 1 }, Given.Running("crm", round: 2));

        Assert.False((await Store.RecordAsync(Given.Answer(Key(id, "crm", round: 1)), Noon, default)).Recorded);
        Assert.False((await Store.RecordAsync(Given.Answer(Key(id, "crm", round: 3)), Noon, default)).Recorded);
        Assert.False((await Store.RecordAsync(Given.Answer(Key(id, "unknown", round: 2)), Noon, default)).Recorded);

        Assert.Equal(StepState.Running, (await StepAsync(id, "crm")).State);
        Assert.Equal(1, (await CaseAsync(id)).Pending);
    }

    [Fact]
    public async Task An_answer_to_a_case_that_ended_changes_nothing()
    {
        var id = await OpenAskedAsync("crm");
        await ChangeAsync(id, Close);
        var before = await CaseAsync(id);

        Assert.False((await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", Guid.NewGuid(), 0)), Noon, default)).Recorded);
        Assert.False(await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", Guid.NewGuid(), 0), Noon.AddMinutes(1), default));

        AssertSame(before, await CaseAsync(id));
        Assert.Equal(StepState.Running, (await StepAsync(id, "crm")).State);
    }

    [Fact]
    public async Task A_step_that_waits_for_its_adapter_is_not_pending_and_counts_down_once()
    {
        var id = await OpenAskedAsync("crm", "erp");

        Assert.Equal(1, (await Store.RecordAsync(Given.Deferral(Key(id, "crm"), Noon.AddSeconds(1)), Noon, default)).Pending);
        Assert.Equal(1, (await Store.RecordAsync(Given.Deferral(Key(id, "crm"), Noon.AddSeconds(3), failures: 2), Noon, default)).Pending);
        Assert.Equal(2, (await StepAsync(id, "crm")).FailedAttempts);
        Assert.Equal(1, (await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default)).Pending);
        Assert.Equal(0, (await Store.RecordAsync(Given.Answer(Key(id, "erp")), Noon, default)).Pending);
    }

    [Fact]
    public async Task The_last_answer_makes_the_case_due_in_case_the_message_is_lost()
    {
        var id = await OpenAskedAsync("crm", "erp");
        await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default);
        Assert.Null((await CaseAsync(id)).DueAt);

        await Store.RecordAsync(Given.Answer(Key(id, "erp")), Noon, default);

        Assert.InRange((await CaseAsync(id)).DueAt!.Value, Noon, Noon.AddMinutes(1));
    }

    [Fact]
    public async Task Pieces_are_read_in_order_with_the_last_one_written_by_the_answer()
    {
        var id = await OpenAskedAsync("crm");
        var attempt = Guid.NewGuid();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", attempt, i), Noon.AddMinutes(1), default));
        }

        Assert.True((await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", attempt, 3)), Noon, default)).Recorded);

        var pieces = await PiecesAsync(id, "crm", attempt);
        Assert.Equal([0, 1, 2, 3], pieces.Select(p => p.Sequence));
        Assert.All(pieces, p => Assert.Equal(Given.Piece("crm", attempt, p.Sequence).Sealed, p.Sealed));
    }

    [Fact]
    public async Task A_piece_prolongs_the_lease_and_never_shortens_it()
    {
        var id = await OpenAskedAsync("crm");
        var attempt = Guid.NewGuid();

        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", attempt, 0), Noon.AddMinutes(5), default);
        Assert.Equal(Noon.AddMinutes(5), (await StepAsync(id, "crm")).NextAttemptAt);
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", attempt, 1), Noon.AddMinutes(2), default);
        Assert.Equal(Noon.AddMinutes(5), (await StepAsync(id, "crm")).NextAttemptAt);
    }

    [Fact]
    public async Task Pieces_of_a_stale_asking_are_refused()
    {
        var id = await OpenAskedAsync("crm");
        await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default);

        Assert.False(await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", Guid.NewGuid(), 0), Noon.AddMinutes(1), default));
        Assert.False(await Store.AppendAsync(Key(id, "crm", round: 2), Given.Piece("crm", Guid.NewGuid(), 0), Noon.AddMinutes(1), default));
    }

    [Fact]
    public async Task A_new_attempt_takes_the_pieces_of_the_one_before_away()
    {
        var id = await OpenAskedAsync("crm");
        var (broken, whole) = (Guid.NewGuid(), Guid.NewGuid());
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", broken, 0), Noon.AddMinutes(1), default);
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", broken, 1), Noon.AddMinutes(1), default);

        await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", whole, 0)), Noon, default);

        Assert.Empty(await PiecesAsync(id, "crm", broken));
        Assert.Single(await PiecesAsync(id, "crm", whole));
    }

    [Fact]
    public async Task An_answer_whose_pieces_were_taken_away_is_refused()
    {
        var id = await OpenAskedAsync("crm");
        var (slow, fast) = (Guid.NewGuid(), Guid.NewGuid());
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", slow, 0), Noon.AddMinutes(1), default);
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", fast, 0), Noon.AddMinutes(1), default);

        var refused = await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", slow, 1)), Noon, default);

        Assert.Equal((false, 1), (refused.Recorded, refused.Pending));
        Assert.Equal(StepState.Running, (await StepAsync(id, "crm")).State);
        Assert.True((await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", fast, 1)), Noon, default)).Recorded);
        Assert.Equal([0, 1], (await PiecesAsync(id, "crm", fast)).Select(p => p.Sequence));
    }

    [Fact]
    public async Task Interleaved_attempts_leave_only_the_pieces_of_the_one_that_answered()
    {
        var id = await OpenAskedAsync("crm");
        var (slow, fast) = (Guid.NewGuid(), Guid.NewGuid());
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", slow, 0), Noon.AddMinutes(1), default);
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", fast, 0), Noon.AddMinutes(1), default);
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", slow, 1), Noon.AddMinutes(1), default);
        await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", fast, 1)), Noon, default);

        // A forgotten piece would be somebody's data that nothing points to.
        Assert.Empty(await RawPiecesAsync(id, "crm", slow, 2));
    }

    [Fact]
    public async Task An_answer_without_a_result_takes_the_pieces_before_it_away()
    {
        var id = await OpenAskedAsync("crm");
        var broken = Guid.NewGuid();
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", broken, 0), Noon.AddMinutes(1), default);

        await Store.RecordAsync(Given.Answer(Key(id, "crm")), Noon, default);

        Assert.Empty(await PiecesAsync(id, "crm", broken));
    }

    [Fact]
    public async Task Systems_keep_their_pieces_apart()
    {
        var id = await OpenAskedAsync("crm", "erp");
        var attempt = Guid.NewGuid();
        await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", attempt, 0)), Noon, default);
        await Store.RecordAsync(Given.Answer(Key(id, "erp"), last: Given.Piece("erp", Guid.NewGuid(), 0)), Noon, default);

        Assert.Single(await PiecesAsync(id, "crm", attempt));
        Assert.Empty(await PiecesAsync(id, "erp", attempt));
    }

    [Fact]
    public async Task A_reader_whose_pieces_are_replaced_is_told_and_never_takes_a_part_for_the_whole()
    {
        var id = await OpenAskedAsync("crm");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < 3; i++)
        {
            await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", first, i), Noon.AddMinutes(1), default);
        }

        await using var reader = Store.ReadPiecesAsync(id, "crm", first, default).GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", second, 0), Noon.AddMinutes(1), default);

        await AssertReasonAsync(ErrorReason.Conflict, async () => await reader.MoveNextAsync());
    }

    /// <summary>The pieces of an attempt with these sequences, whether or not those before them are there: an answer that stands on one is refused.</summary>
    private async Task<List<int>> RawPiecesAsync(CaseId id, string systemId, Guid attempt, int upTo)
    {
        var found = new List<int>();
        await ChangeAsync(id, c => c with { Round = c.Round + 1, Pending = 1 }, Given.Running(systemId, round: 99));
        for (var count = 1; count <= upTo; count++)
        {
            if ((await Store.RecordAsync(Given.Answer(Key(id, systemId, 99), last: Given.Piece(systemId, attempt, count)), Noon, default)).Recorded)
            {
                found.Add(count);
                break;
            }
        }

        return found;
    }
}
