using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

public abstract partial class CaseStoreContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_was_acknowledged_is_there_after_a_crash_and_after_a_restart(bool crash)
    {
        var opening = Given.Opening("r1", "content", "person");
        var id = await OpenAsync(opening);
        await ChangeAsync(id, c => c with { Round = 1, Pending = 2, DueAt = null }, Given.Running("crm"), Given.Running("erp", ordinal: 1));
        var attempt = Guid.NewGuid();
        await Store.AppendAsync(Key(id, "crm"), Given.Piece("crm", attempt, 0), Noon.AddMinutes(4), default);
        await Store.RecordAsync(Given.Answer(Key(id, "crm"), last: Given.Piece("crm", attempt, 1)), Noon, default);
        var before = (await Store.ReadAsync(id, default))!;

        await (crash ? _world.CrashAsync() : _world.ReopenAsync());

        var after = (await Store.ReadAsync(id, default))!;
        AssertSame(before.Case, after.Case);
        Assert.Equal(before.Steps.Count, after.Steps.Count);
        Assert.All(before.Steps.Zip(after.Steps), pair => AssertSame(pair.First, pair.Second));
        Assert.Equal([0, 1], (await PiecesAsync(id, "crm", attempt)).Select(p => p.Sequence));
        Assert.Equal(["opened", "answered"], (await Store.ReadTimelineAsync(id, default)).Select(e => e.Event));
        Assert.Equal(Given.Snapshot, await Store.ReadSnapshotAsync(Given.Snapshot.Id, default));
        Assert.Equal(new OpenResult(OpenVerdict.SameRequest, id), await Store.OpenAsync(Given.Opening("r1", "content", "person"), default));
        Assert.Equal(0, (await Store.RecordAsync(Given.Answer(Key(id, "erp")), Noon, default)).Pending);
    }

    [Fact]
    public async Task A_crash_amid_many_writers_keeps_every_acknowledged_case_and_no_half_one()
    {
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<CaseId>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var store = Store;
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                acknowledged.Add((await store.OpenAsync(Given.Opening(), default)).CaseId);
                if (acknowledged.Count >= 100)
                {
                    enough.TrySetResult();
                }
            }
        })).ToArray();
        await enough.Task;
        CaseId[] promised = [.. acknowledged];

        // The writers go on while what a crash would leave is taken.
        await _world.CrashAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        foreach (var id in promised)
        {
            Assert.NotNull(await Store.ReadAsync(id, default));
            Assert.Single(await Store.ReadTimelineAsync(id, default));
        }
    }

    [Fact]
    public async Task A_session_that_died_with_its_process_locks_nothing_afterwards()
    {
        var id = await OpenAsync();
        _ = await Store.BeginAsync(id, default);

        await _world.CrashAsync();

        Assert.Equal(2, await ChangeAsync(id, c => c));
    }
}
