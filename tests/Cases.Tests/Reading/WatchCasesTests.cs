using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace DsrGateway.Cases.Reading;

/// <summary>A watcher of all cases on a store whose writers become visible in another order than they stamp.</summary>
[Trait("Needs", "servers")]
public sealed class WatchCasesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private PostgresWorld<ICaseStore, PostgresCaseStore> _world = null!;

    public async Task InitializeAsync() => _world = await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(PostgresCaseStoreTests.OpenAsync);

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_change_that_becomes_visible_after_later_ones_is_told()
    {
        await using var late = new NpgsqlConnection(_world.ConnectionString);
        await late.OpenAsync();
        var held = (await _world.Store.OpenAsync(Given.Opening(), default)).CaseId;
        await using var watching = WatchAsync(null).GetAsyncEnumerator();
        Assert.Null((await NextAsync(watching)).Change);
        Assert.Equal(held, (await NextAsync(watching)).Change!.CaseId);

        await using var transaction = await late.BeginTransactionAsync();
        await using (var change = new NpgsqlCommand(
            "UPDATE cases SET state = 4, closed_at = 1, changed_at = (extract(epoch FROM clock_timestamp()) * 1000)::int8 WHERE case_id = $1", late, transaction))
        {
            change.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = held.Value });
            Assert.Equal(1, await change.ExecuteNonQueryAsync());
        }

        // Longer than what is looked at again at every look; then others overtake it.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var overtaking = (await _world.Store.OpenAsync(Given.Opening(), default)).CaseId;
        var seen = await NextAsync(watching);
        Assert.Equal(overtaking, seen.Change!.CaseId);
        await transaction.CommitAsync();

        var told = await NextAsync(watching);

        Assert.Equal((held, (CaseState)4), (told.Change!.CaseId, told.Change.State));
        Assert.True(told.Change.At < seen.Change.At);
        // Who had gone before it came is told on coming back.
        await using var resumed = WatchAsync(seen.Position).GetAsyncEnumerator();
        Assert.Null((await NextAsync(resumed)).Change);
        HashSet<CaseId> again = [(await NextAsync(resumed)).Change!.CaseId, (await NextAsync(resumed)).Change!.CaseId];
        Assert.Equal(new HashSet<CaseId> { held, overtaking }, again);
    }

    private IAsyncEnumerable<WatchedChange> WatchAsync(long? position) =>
        new WatchCases(_world.Current, new CaseSignals(), TimeProvider.System, new Draining(new Lifetime(), new CasesOptions())).HandleAsync("acme", position, default);

    private static async Task<WatchedChange> NextAsync(IAsyncEnumerator<WatchedChange> watching)
    {
        Assert.True(await watching.MoveNextAsync().AsTask().WaitAsync(Patience));
        return watching.Current;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
