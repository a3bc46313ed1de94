using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>A gateway takes over the store of an older one, with all that is in it.</summary>
public sealed class SqliteUpgradeTests : IDisposable
{
    private static readonly Guid Attempt = Guid.NewGuid();
    private readonly TempFolder _folder = new();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Schema.KnownVersion - 1)];

    private string Database => _folder["cases.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task All_that_an_older_store_held_is_read_as_before(int version)
    {
        var (running, closed) = await FillAsync();
        var before = await ReadAsync(running, closed);
        OldStore.Rewrite(Database, version);

        Assert.Equal(before, await ReadAsync(running, closed));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_case_of_an_older_store_goes_on_where_it_was(int version)
    {
        var (running, closed) = await FillAsync();
        OldStore.Rewrite(Database, version);
        await using var store = new SqliteCaseStore(Database);

        Assert.Equal(["crm", "erp"], (await store.LeaseDueStepsAsync(Given.Noon.AddDays(1), Given.Noon.AddDays(2), 10, default)).Select(k => k.SystemId).Order());
        Assert.Equal(OpenVerdict.Opened, (await store.OpenAsync(Given.Opening(), default)).Verdict);
        await using var session = await store.BeginAsync(running, default);
        Assert.Equal(3, await session!.CommitAsync(new CaseChange(Closed(session.Case), [], []) { CallbackId = Guid.NewGuid() }, default));
        Assert.Empty(await store.ListWaitingForPersonAsync("acme", null, 10, default));
        // Callbacks began with the second version; the other is of the case that closed before.
        var told = await store.LeaseDueCallbacksAsync("acme", Given.Noon.AddDays(1), Given.Noon.AddDays(2), 10, default);
        Assert.Equal(version == 1 ? [running] : [closed, running], told.Select(c => c.CaseId).OrderBy(id => id == running));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_cases_of_an_older_store_get_the_marks_of_their_person_once(int version)
    {
        var (running, _) = await FillAsync();
        OldStore.Rewrite(Database, version);
        await using var store = new SqliteCaseStore(Database);

        Assert.Equal(running, Assert.Single(await store.ListUnmarkedAsync(10, default)).Id);
        await store.MarkAsync(running, [Given.Hash("email")], default);

        Assert.Empty(await store.ListUnmarkedAsync(10, default));
        Assert.Equal(new OpenResult(OpenVerdict.AlreadyOpen, running), await store.OpenAsync(Given.Person(["email"], ["email"]), default));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Its_tables_are_those_of_a_new_store(int version)
    {
        await FillAsync();
        OldStore.Rewrite(Database, version);
        await using var upgraded = new SqliteCaseStore(Database);
        await using var fresh = new SqliteCaseStore(_folder["new.db"]);

        Assert.Equal(SchemaOf(_folder["new.db"]), SchemaOf(Database));
        using var session = new SqliteConnections(Database).Open();
        Assert.Empty(session.Query("PRAGMA foreign_key_check", r => r.GetString(0)));
        Assert.Equal("ok", session.QueryFirst("PRAGMA integrity_check", r => r.GetString(0)));
    }

    /// <summary>Two cases, the one with its result, its timeline and a person's step, the other at its end.</summary>
    private async Task<(CaseId Running, CaseId Closed)> FillAsync()
    {
        await using var store = new SqliteCaseStore(Database);
        var ended = Given.Opening();
        await store.OpenAsync(ended with { Case = Closed(ended.Case), CallbackId = Guid.NewGuid() }, default);
        var opening = Given.Planned("crm", "erp");
        await store.OpenAsync(opening with { Steps = [.. opening.Steps.Select(s => s with { NextAttemptAt = Given.Noon }), Given.ForPerson("archive", 2)] }, default);
        await store.AppendAsync(new StepKey(opening.Case.Id, "acme", "crm", 1), new ResultPiece("crm", Attempt, 0, Given.Bytes("first")), Given.Noon.AddHours(1), default);
        await using var session = await store.BeginAsync(opening.Case.Id, default);
        await session!.CommitAsync(new CaseChange(session.Case, [], []) { Pieces = [new ResultPiece("crm", Attempt, 1, Given.Bytes("second"))] }, default);
        return (opening.Case.Id, ended.Case.Id);
    }

    private async Task<IReadOnlyList<string>> ReadAsync(CaseId running, CaseId closed)
    {
        await using var store = new SqliteCaseStore(Database);
        var pieces = await store.ReadPiecesAsync(running, "crm", Attempt, default).Select(Text).ToListAsync();
        return
        [
            Text(await store.ReadAsync(running, default)), Text(await store.ReadAsync(closed, default)), .. pieces,
            .. (await store.ReadTimelineAsync(running, default)).Select(Text), .. (await store.ListAsync(new CaseFilter("acme"), default)).Select(Text),
            .. (await store.ListWaitingForPersonAsync("acme", null, 10, default)).Select(Text), (await store.ReadSnapshotAsync(Given.Snapshot.Id, default)).Id,
        ];
    }

    private static string Text<T>(T row) => System.Text.Json.JsonSerializer.Serialize(row);

    private static List<string> SchemaOf(string path)
    {
        using var session = new SqliteConnections(path).Open();
        return session.Query("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1", r => r.GetString(0));
    }

    private static CaseRow Closed(CaseRow row) =>
        row with { State = CaseState.Closed, Conclusion = Conclusion.Granted, ClosedAt = Given.Noon, Pending = 0, DueAt = null };
}
