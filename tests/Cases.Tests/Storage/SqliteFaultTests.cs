using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>What becomes of the store when the database fails it.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteCaseStore _store = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteCaseStore(_folder["cases.db"]);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_half_done()
    {
        var before = await FillAsync();

        var refused = Given.Opening();
        var full = await Assert.ThrowsAsync<CaseException>(() => _store.OpenAsync(refused with { Case = refused.Case with { Sealed = new byte[1 << 20] } }, default));
        Assert.Equal(ErrorReason.StoreFull, full.Reason);
        Assert.Null(await _store.ReadAsync(refused.Case.Id, default));
        Assert.Empty(await _store.ReadTimelineAsync(refused.Case.Id, default));
        Assert.Equal(before, (await _store.ListAsync(new CaseFilter("acme") { PageSize = 10_000 }, default)).Count);
    }

    [Fact]
    public async Task When_there_is_room_again_the_store_works_again()
    {
        await FillAsync();
        await LimitAsync(1_000_000);

        Assert.Equal(OpenVerdict.Opened, (await _store.OpenAsync(Given.Opening(), default)).Verdict);
    }

    [Fact]
    public async Task On_a_full_disk_what_is_stored_can_still_be_read()
    {
        var kept = (await _store.OpenAsync(Given.Opening(), default)).CaseId;
        await FillAsync();

        Assert.NotNull(await _store.ReadAsync(kept, default));
    }

    [Fact]
    public async Task A_write_that_throws_leaves_the_others_of_its_batch()
    {
        using var gate = new ManualResetEventSlim();
        var blocking = _store.Writer.WriteAsync(_ => { gate.Wait(); return 0; }, default);
        var first = _store.OpenAsync(Given.Opening(), default);
        var throws = _store.Writer.WriteAsync<int>(s => { s.Execute("UPDATE cases SET round = 77"); throw new InvalidDataException("mine"); }, default);
        var excluded = _store.Writer.WriteAsync(s => s.Execute("UPDATE cases SET round = 88, pending = -1"), default);
        var last = _store.OpenAsync(Given.Opening(), default);
        gate.Set();

        await blocking;
        await Assert.ThrowsAsync<InvalidDataException>(() => throws);
        Assert.Equal(ErrorReason.Conflict, (await Assert.ThrowsAsync<CaseException>(() => excluded)).Reason);
        foreach (var opened in new[] { await first, await last })
        {
            Assert.Equal(0, (await _store.ReadAsync(opened.CaseId, default))!.Case.Round);
        }
    }

    [Fact]
    public async Task A_case_whose_reading_failed_is_not_left_locked()
    {
        var id = (await _store.OpenAsync(Given.Opening(), default)).CaseId;
        await _store.Writer.WriteAsync(s => s.Execute("ALTER TABLE steps RENAME TO away"), default);
        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => _store.BeginAsync(id, default))).Reason);
        await _store.Writer.WriteAsync(s => s.Execute("ALTER TABLE away RENAME TO steps"), default);

        await using var session = await _store.BeginAsync(id, default).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.NotNull(session);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_told_as_unavailable()
    {
        using var folder = new TempFolder();
        var readers = new SqliteReaders(new SqliteConnections(folder["gone.db"]));
        Directory.CreateDirectory(folder["gone.db"]);

        Assert.Equal(ErrorReason.StoreUnavailable, Assert.Throws<CaseException>(() => readers.Read(_ => 0)).Reason);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        await _store.DisposeAsync();

        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => _store.OpenAsync(Given.Opening(), default))).Reason);
    }

    [Fact]
    public async Task A_store_of_a_newer_gateway_is_not_touched()
    {
        await _store.Writer.WriteAsync(s => s.Execute("PRAGMA user_version=99"), default);
        await _store.DisposeAsync();

        Assert.Contains("version 99", Assert.Throws<InvalidOperationException>(() => new SqliteCaseStore(_folder["cases.db"])).Message, StringComparison.Ordinal);
    }

    private Task<long> LimitAsync(int pages) => _store.Writer.WriteAsync(s => s.QueryFirst($"PRAGMA max_page_count={pages}", r => r.GetInt64(0)), default);

    /// <summary>Opens cases until there is no room; gives how many there are.</summary>
    private async Task<int> FillAsync()
    {
        var pages = await _store.Writer.WriteAsync(s => s.QueryFirst("PRAGMA page_count", r => r.GetInt32(0)), default);
        await LimitAsync(pages + 40);
        try
        {
            while (true)
            {
                await _store.OpenAsync(Given.Opening(), default);
            }
        }
        catch (CaseException e) when (e.Reason == ErrorReason.StoreFull)
        {
            return (await _store.ListAsync(new CaseFilter("acme") { PageSize = 10_000 }, default)).Count;
        }
    }
}
