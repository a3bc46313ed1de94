using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DsrGateway.Cases.Storage;

/// <summary>Two gateways on one database.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresSharedTests : IAsyncLifetime
{
    private PostgresWorld<ICaseStore, PostgresCaseStore> _world = null!;
    private PostgresCaseStore _one = null!;
    private PostgresCaseStore _other = null!;

    public async Task InitializeAsync()
    {
        _world = await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(PostgresCaseStoreTests.OpenAsync);
        (_one, _other) = (_world.Current, await _world.OpenAsync());
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Answers_that_come_in_at_both_count_down_exactly()
    {
        string[] systems = ["a", "b", "c", "d", "e", "f"];
        for (var round = 0; round < 20; round++)
        {
            var id = (await _one.OpenAsync(Given.Planned(systems), default)).CaseId;
            // Each at both, as a broker may deliver it.
            var recorded = await Task.WhenAll(systems.SelectMany(s => new[] { _one, _other }.Select(store =>
                Task.Run(() => store.RecordAsync(Given.Answer(new StepKey(id, "acme", s, 1)), Given.Noon, default)))));

            Assert.Equal([0, 1, 2, 3, 4, 5], recorded.Where(r => r.Recorded).Select(r => r.Pending).Order());
            var read = (await _other.ReadAsync(id, default))!.Case;
            Assert.Equal((0, 7L), (read.Pending, read.Revision));
        }
    }

    [Fact]
    public async Task Who_thaws_after_another_went_on_is_refused_and_holds_up_nobody()
    {
        var id = (await _one.OpenAsync(Given.Planned("crm"), default)).CaseId;
        await using var frozen = await _one.BeginAsync(id, default);
        await using (var session = await _other.BeginAsync(id, default))
        {
            await session!.CommitAsync(new CaseChange(session.Case with { Round = 2 }, [], []), default).WaitAsync(TimeSpan.FromSeconds(10));
        }

        var late = new CaseChange(frozen!.Case with { Round = 9 }, [Given.Running("crm", round: 9)], [new TimelineEntry(Given.Noon, "anna", "late")]);
        Assert.Equal(ErrorReason.Conflict, (await Assert.ThrowsAsync<CaseException>(() => frozen.CommitAsync(late, default))).Reason);
        Assert.Equal(2, (await _one.ReadAsync(id, default))!.Case.Round);
        Assert.DoesNotContain(await _one.ReadTimelineAsync(id, default), l => l.Event == "late");
    }

    [Fact]
    public async Task Sessions_and_answers_of_both_lose_nothing()
    {
        var id = (await _one.OpenAsync(Given.Planned([.. Enumerable.Range(0, 20).Select(i => $"s{i}")]), default)).CaseId;
        var answers = Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? _one : _other).RecordAsync(
            Given.Answer(new StepKey(id, "acme", $"s{i}", 1)), Given.Noon, default)));
        var changes = Enumerable.Range(0, 20).Select(i => Task.Run(() => NoteAsync(i % 2 == 0 ? _one : _other, id, $"n{i}")));
        await Task.WhenAll([.. answers, .. changes]);

        var read = (await _one.ReadAsync(id, default))!.Case;
        Assert.Equal((0, 41L), (read.Pending, read.Revision));
        var timeline = await _one.ReadTimelineAsync(id, default);
        Assert.Equal(20, timeline.Count(l => l.Event == "answered"));
        Assert.Equal(20, timeline.Where(l => l.Event[0] == 'n' && l.Event != "noted").Select(l => l.Event).Distinct().Count());
    }

    [Fact]
    public async Task Both_opening_the_same_and_other_cases_make_each_once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _one : _other).OpenAsync(Given.Opening($"r{i % 20}", "content", $"p{i % 20}"), default))));

        Assert.Equal(20, results.Count(r => r.Verdict == OpenVerdict.Opened));
        Assert.Equal(20, results.Select(r => r.CaseId).Distinct().Count());
        Assert.All(results, r => Assert.True(r.Verdict is OpenVerdict.Opened or OpenVerdict.SameRequest));
    }

    [Fact]
    public async Task What_is_due_is_taken_by_one_of_them()
    {
        for (var i = 0; i < 20; i++)
        {
            await _one.OpenAsync(Given.Planned("crm", "erp"), default);
        }

        var due = Given.Noon.AddHours(1);
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
            (i % 2 == 0 ? _one : _other).LeaseDueStepsAsync(due, due.AddHours(1), 10, default))));

        Assert.Equal(taken.Sum(t => t.Count), taken.SelectMany(t => t).Distinct().Count());
    }

    [Fact]
    public async Task Who_waits_at_one_is_woken_by_what_the_other_writes()
    {
        var signals = new CaseSignals();
        using var listener = await ListenAsync(_one, signals);
        var id = (await _other.OpenAsync(Given.Planned("crm"), default)).CaseId;
        using var subscription = signals.Subscribe(id);
        var (change, settled) = (subscription.NextChange, subscription.NextSettled);

        await _other.RecordAsync(Given.Answer(new StepKey(id, "acme", "crm", 1)), Given.Noon, default);
        await change.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(settled.IsCompleted);

        await using (var session = await _other.BeginAsync(id, default))
        {
            await session!.CommitAsync(new CaseChange(session.Case with { State = CaseState.Closed, ClosedAt = Given.Noon }, [], []), default);
        }

        await settled.WaitAsync(TimeSpan.FromSeconds(10));
        await listener.StopAsync(default);
    }

    [Fact]
    public async Task Who_waits_looks_again_when_the_notes_were_cut_off()
    {
        var signals = new CaseSignals();
        using var listener = await ListenAsync(_one, signals);
        using var subscription = signals.Subscribe(CaseId.New());
        var settled = subscription.NextSettled;

        await using (var source = NpgsqlDataSource.Create(_world.ConnectionString))
        {
            await using var command = source.CreateCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()");
            await command.ExecuteScalarAsync();
        }

        await settled.WaitAsync(TimeSpan.FromSeconds(10));
        await listener.StopAsync(default);
    }

    private async Task<PostgresSignals> ListenAsync(PostgresCaseStore own, CaseSignals signals)
    {
        var listener = new PostgresSignals(_world.ConnectionString, own.Instance, signals, TimeProvider.System, NullLogger<PostgresSignals>.Instance);
        await listener.StartAsync(default);
        await listener.Listening.WaitAsync(TimeSpan.FromSeconds(10));
        return listener;
    }

    private static async Task NoteAsync(PostgresCaseStore store, CaseId id, string what)
    {
        while (true)
        {
            await using var session = await store.BeginAsync(id, default);
            try
            {
                await session!.CommitAsync(new CaseChange(session.Case, [], [new TimelineEntry(Given.Noon, "anna", what)]), default);
                return;
            }
            catch (CaseException e) when (e.Reason == ErrorReason.Conflict)
            {
                // As its caller would: look again, decide again.
            }
        }
    }

    [Fact]
    public async Task Two_processes_never_both_open_a_case_of_one_person()
    {
        for (var round = 0; round < 20; round++)
        {
            string[] marks = [$"a{round}", $"b{round}", $"c{round}"];
            var opened = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() =>
                (i % 2 == 0 ? _one : _other).OpenAsync(Given.Person([marks[i % 3], marks[(i + 1) % 3]], [marks[i % 3], marks[(i + 1) % 3]]), default))));

            Assert.Single(opened, o => o.Verdict == OpenVerdict.Opened);
            Assert.Equal(29, opened.Count(o => o.Verdict == OpenVerdict.AlreadyOpen));
        }
    }

    [Fact]
    public async Task What_a_process_of_before_wrote_beside_this_one_is_marked_and_what_it_closed_excludes_nobody()
    {
        var before = (await _one.OpenAsync(Given.Opening(person: "all identifiers"), default)).CaseId;
        await ExecuteAsync("UPDATE cases SET persons_version = 0, content_hash_now = NULL");

        Assert.Equal(before, Assert.Single(await _other.ListUnmarkedAsync(10, default)).Id);
        await _other.MarkAsync(before, [Given.Hash("email")], default);
        await _one.MarkAsync(before, [Given.Hash("email"), Given.Hash("told later")], default);
        Assert.Empty(await _other.ListUnmarkedAsync(10, default));
        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, before), await _other.OpenAsync(Given.Person(["email"], ["email"]), default));
        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, before), await _other.OpenAsync(Given.Opening(person: "all identifiers"), default));
        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, before), await _other.OpenAsync(Given.Person(["told later"], ["told later"]), default));

        // It knows no marks, so it leaves them.
        await ExecuteAsync("UPDATE cases SET closed_at = 1 WHERE persons_version = 2");
        Assert.Equal(OpenVerdict.Opened, (await _other.OpenAsync(Given.Person(["email"], ["email"]), default)).Verdict);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_world.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
