using System.Collections.Concurrent;
using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;
using DsrGateway.TestServers;
using Npgsql;

namespace DsrGateway.Cases.Storage;

/// <summary>What becomes of the store when the database fails it.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private PostgresWorld<ICaseStore, PostgresCaseStore> _world = null!;

    private PostgresCaseStore Store => _world.Current;

    public async Task InitializeAsync() => _world = await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(PostgresCaseStoreTests.OpenAsync);

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_write_that_is_refused_leaves_the_others_of_its_batch()
    {
        var id = (await Store.OpenAsync(Given.Planned("crm"), default)).CaseId;
        await using var session = await Store.BeginAsync(id, default);
        var impossible = session!.CommitAsync(new CaseChange(session.Case with { Pending = -1 }, [], []), default);
        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.OpenAsync(Given.Opening(), default)));

        Assert.Equal(ErrorReason.Conflict, (await Assert.ThrowsAsync<CaseException>(() => impossible)).Reason);
        Assert.All(opened, o => Assert.Equal(OpenVerdict.Opened, o.Verdict));
        Assert.Equal(1, (await Store.ReadAsync(id, default))!.Case.Pending);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        await Store.DisposeAsync();

        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => Store.OpenAsync(Given.Opening(), default))).Reason);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_as_unavailable()
    {
        // A port of the documentation's: nobody listens there.
        var nowhere = new NpgsqlConnectionStringBuilder(_world.ConnectionString) { Port = 9 }.ToString();
        await using var store = new PostgresCaseStore(nowhere, TimeProvider.System);

        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => store.MigrateAsync(default))).Reason);
        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => store.OpenAsync(Given.Opening(), default))).Reason);
        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => store.BeginAsync(CaseId.New(), default))).Reason);
        Assert.Equal(ErrorReason.StoreUnavailable, (await Assert.ThrowsAsync<CaseException>(() => store.ListAsync(new CaseFilter("acme"), default))).Reason);
    }

    /// <summary>kill -9 of the whole server, amid many writers, several times.</summary>
    [Fact]
    public async Task A_database_that_dies_and_comes_back_has_all_that_was_acknowledged_once_and_the_writer_goes_on()
    {
        await using var server = await PostgresServer.StartAsync();
        if (!server.IsOwn)
        {
            return;
        }

        await using var store = await PostgresCaseStoreTests.OpenAsync(await server.CreateDatabaseAsync());
        var acknowledged = new ConcurrentBag<CaseId>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await OpenAndAnswerAsync(store, acknowledged);
            }
        })).ToArray();
        for (var i = 0; i < 2; i++)
        {
            await ReachAsync(acknowledged, acknowledged.Count + 50);
            await server.KillAsync();
            await server.RestartAsync();
        }

        await ReachAsync(acknowledged, acknowledged.Count + 50);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var id in acknowledged)
        {
            var read = (await store.ReadAsync(id, default))!;
            Assert.Equal((0, 2L, StepState.Ended), (read.Case.Pending, read.Case.Revision, Assert.Single(read.Steps).State));
            Assert.Single(await store.ReadTimelineAsync(id, default), l => l.Event == "answered");
        }
    }

    /// <summary>As its callers do: whatever is not acknowledged is asked again, and only the answer to that counts.</summary>
    private static async Task OpenAndAnswerAsync(PostgresCaseStore store, ConcurrentBag<CaseId> acknowledged)
    {
        var opening = Given.Planned("crm");
        var id = (await UntilDoneAsync(() => store.OpenAsync(opening, default))).CaseId;
        await UntilDoneAsync(() => store.RecordAsync(Given.Answer(new StepKey(id, "acme", "crm", 1)), Given.Noon, default));
        acknowledged.Add(id);
    }

    private static async Task<T> UntilDoneAsync<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (CaseException e) when (e.Reason == ErrorReason.StoreUnavailable)
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task ReachAsync(ConcurrentBag<CaseId> acknowledged, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (acknowledged.Count < count)
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
