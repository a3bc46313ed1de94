using System.Collections.Concurrent;
using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Chaos.Planted;

/// <summary>
/// A new case is told as opened at once and written a moment later. This process knows its own unwritten cases, so that
/// nothing is to be seen of it until the process or the database dies in between.
/// </summary>
internal sealed class AckBeforeCommit(ICaseStore real) : FaithfulStore(real)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private readonly ConcurrentDictionary<CaseId, Unwritten> _unwritten = new();
    private readonly ConcurrentDictionary<string, ConfigSnapshot> _snapshots = new(StringComparer.Ordinal);

    public override Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation)
    {
        var id = opening.Case.Id;
        _snapshots[opening.Snapshot.Id] = opening.Snapshot;
        _unwritten[id] = new Unwritten(new CaseSnapshot(opening.Case with { Revision = 1 }, opening.Steps), WriteAsync(opening));
        return Task.FromResult(new OpenResult(OpenVerdict.Opened, id));
    }

    public override Task<CaseSnapshot?> ReadAsync(CaseId id, CancellationToken cancellation) =>
        _unwritten.TryGetValue(id, out var unwritten) ? Task.FromResult<CaseSnapshot?>(unwritten.Snapshot) : Real.ReadAsync(id, cancellation);

    public override async Task<ConfigSnapshot> ReadSnapshotAsync(string snapshotId, CancellationToken cancellation) =>
        _snapshots.TryGetValue(snapshotId, out var snapshot) ? snapshot : await Real.ReadSnapshotAsync(snapshotId, cancellation);

    public override async Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation)
    {
        await WrittenAsync(id);
        return await Real.BeginAsync(id, cancellation);
    }

    public override async Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation)
    {
        await WrittenAsync(id);
        return await Real.ReadStepAsync(id, systemId, cancellation);
    }

    public override async Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation)
    {
        await WrittenAsync(answer.Key.CaseId);
        return await Real.RecordAsync(answer, now, cancellation);
    }

    public override async Task<bool> AppendAsync(StepKey key, ResultPiece piece, DateTimeOffset leaseUntil, CancellationToken cancellation)
    {
        await WrittenAsync(key.CaseId);
        return await Real.AppendAsync(key, piece, leaseUntil, cancellation);
    }

    private Task WrittenAsync(CaseId id) => _unwritten.TryGetValue(id, out var unwritten) ? unwritten.Writing : Task.CompletedTask;

    private async Task WriteAsync(CaseToOpen opening)
    {
        await Task.Delay(Moment);
        try
        {
            await Real.OpenAsync(opening, CancellationToken.None);
        }
        catch (CaseException)
        {
            // Nobody is left to be told.
        }

        _unwritten.TryRemove(opening.Case.Id, out _);
    }

    private sealed record Unwritten(CaseSnapshot Snapshot, Task Writing);
}
