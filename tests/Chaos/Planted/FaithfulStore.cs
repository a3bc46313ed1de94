using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Chaos.Planted;

/// <summary>The real store, whatever is asked of it; a planted bug overrides where it errs.</summary>
internal abstract class FaithfulStore(ICaseStore real) : ICaseStore
{
    protected ICaseStore Real => real;

    public virtual Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation) => real.OpenAsync(opening, cancellation);

    public Task<StoredRequest?> FindRequestAsync(string controllerId, string requestId, CancellationToken cancellation) =>
        real.FindRequestAsync(controllerId, requestId, cancellation);

    public Task<IReadOnlyList<CaseRow>> ListUnmarkedAsync(int limit, CancellationToken cancellation) => real.ListUnmarkedAsync(limit, cancellation);

    public Task MarkAsync(CaseId id, IReadOnlyList<byte[]> marks, CancellationToken cancellation) => real.MarkAsync(id, marks, cancellation);

    public virtual Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation) => real.BeginAsync(id, cancellation);

    public virtual ICaseSession Resume(CaseSnapshot read) => real.Resume(read);

    public virtual Task<CaseSnapshot?> ReadAsync(CaseId id, CancellationToken cancellation) => real.ReadAsync(id, cancellation);

    public virtual Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation) => real.ReadStepAsync(id, systemId, cancellation);

    public virtual Task<ConfigSnapshot> ReadSnapshotAsync(string snapshotId, CancellationToken cancellation) => real.ReadSnapshotAsync(snapshotId, cancellation);

    public virtual Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation) =>
        real.RecordAsync(answer, now, cancellation);

    public virtual Task<bool> AppendAsync(StepKey key, ResultPiece piece, DateTimeOffset leaseUntil, CancellationToken cancellation) =>
        real.AppendAsync(key, piece, leaseUntil, cancellation);

    public Task<IReadOnlyList<CaseRow>> ListAsync(CaseFilter filter, CancellationToken cancellation) => real.ListAsync(filter, cancellation);

    public Task<IReadOnlyList<(CaseRow Case, StepRow Step)>> ListWaitingForPersonAsync(
        string controllerId, StepPosition? after, int limit, CancellationToken cancellation) =>
        real.ListWaitingForPersonAsync(controllerId, after, limit, cancellation);

    public Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(CaseId id, CancellationToken cancellation) => real.ReadTimelineAsync(id, cancellation);

    public IAsyncEnumerable<ResultPiece> ReadPiecesAsync(CaseId id, string systemId, Guid attemptId, CancellationToken cancellation) =>
        real.ReadPiecesAsync(id, systemId, attemptId, cancellation);

    public Task<IReadOnlyList<StepKey>> LeaseDueStepsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        real.LeaseDueStepsAsync(now, leaseUntil, limit, cancellation);

    public Task<IReadOnlyList<CaseId>> LeaseDueCasesAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        real.LeaseDueCasesAsync(now, leaseUntil, limit, cancellation);

    public Task ExpireLeasesAsync(DateTimeOffset now, CancellationToken cancellation) => real.ExpireLeasesAsync(now, cancellation);

    public Task<int> WakeAsync(string controllerId, string systemId, DateTimeOffset now, CancellationToken cancellation) =>
        real.WakeAsync(controllerId, systemId, now, cancellation);

    public Task<IReadOnlyList<(string ControllerId, string SystemId)>> ListSystemsWaitedForAsync(CancellationToken cancellation) =>
        real.ListSystemsWaitedForAsync(cancellation);
}

/// <summary>A session of the real store whose commit goes through a planted bug.</summary>
internal sealed class SpoiltSession(ICaseSession real, Func<CaseChange, CancellationToken, Task<long>> commit) : ICaseSession
{
    public CaseRow Case => real.Case;

    public IReadOnlyList<StepRow> Steps => real.Steps;

    public Task<long> CommitAsync(CaseChange change, CancellationToken cancellation) => commit(change, cancellation);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
