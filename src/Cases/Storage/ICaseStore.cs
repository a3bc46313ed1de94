namespace DsrGateway.Cases.Storage;

/// <summary>
/// The truth about cases. Every method that writes is one durable transaction: when it returns, a crash loses nothing of it;
/// when it throws <see cref="CaseException"/> (STORE_FULL, STORE_UNAVAILABLE, CONFLICT), nothing of it was done, except that
/// after STORE_UNAVAILABLE a repeat has to tell. tests/StoreContract holds what every implementation must pass.
/// </summary>
public interface ICaseStore
{
    /// <summary>Opens a case unless its request id, or an open case of the same person, right and content, is there.</summary>
    Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation);

    /// <summary>What a request of this id opened; null if there is none.</summary>
    Task<StoredRequest?> FindRequestAsync(string controllerId, string requestId, CancellationToken cancellation);

    /// <summary>Open cases that a gateway of before opened, which tell the person by no <see cref="PersonMarks"/> yet; the oldest first.</summary>
    Task<IReadOnlyList<CaseRow>> ListUnmarkedAsync(int limit, CancellationToken cancellation);

    /// <summary>
    /// Adds marks to an open case: of one that has none yet, even if nothing singles its person out, or of what was told later. A case that closed
    /// meanwhile stays as it is.
    /// </summary>
    Task MarkAsync(CaseId id, IReadOnlyList<byte[]> marks, CancellationToken cancellation);

    /// <summary>Locks a case for one change; null if there is none. Others wait until the session is disposed.</summary>
    Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation);

    /// <summary>A session on what was read or written before. It locks nothing: if the case was written since, its commit is refused like any other.</summary>
    ICaseSession Resume(CaseSnapshot read);

    Task<CaseSnapshot?> ReadAsync(CaseId id, CancellationToken cancellation);

    /// <summary>Reads one step and its case; null if there is none.</summary>
    Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation);

    Task<IReadOnlyList<CaseRow>> ListAsync(CaseFilter filter, CancellationToken cancellation);

    /// <summary>Steps of a controller's open cases that wait for a person, by legal deadline.</summary>
    Task<IReadOnlyList<(CaseRow Case, StepRow Step)>> ListWaitingForPersonAsync(
        string controllerId, StepPosition? after, int limit, CancellationToken cancellation);

    Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(CaseId id, CancellationToken cancellation);

    Task<ConfigSnapshot> ReadSnapshotAsync(string snapshotId, CancellationToken cancellation);

    /// <summary>
    /// Writes how asking a step ended and counts down <see cref="CaseRow.Pending"/>, in one transaction. An answer to an
    /// asking that is no longer the step's, or of a case that ended, changes nothing.
    /// </summary>
    Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Writes a piece of a result and prolongs the step's lease; false if the asking is no longer the step's.</summary>
    Task<bool> AppendAsync(StepKey key, ResultPiece piece, DateTimeOffset leaseUntil, CancellationToken cancellation);

    /// <summary>Reads the pieces of one attempt in order; throws CONFLICT if they are replaced meanwhile, so that a part is never taken for the whole.</summary>
    IAsyncEnumerable<ResultPiece> ReadPiecesAsync(CaseId id, string systemId, Guid attemptId, CancellationToken cancellation);

    /// <summary>Takes steps whose attempt counts as lost or whose next attempt is due, and leases them until <paramref name="leaseUntil"/>.</summary>
    Task<IReadOnlyList<StepKey>> LeaseDueStepsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation);

    /// <summary>Takes cases that nobody has looked at although something was expected.</summary>
    Task<IReadOnlyList<CaseId>> LeaseDueCasesAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation);

    /// <summary>Makes every lease due now: after a start nothing can be under way in a store that one process owns.</summary>
    Task ExpireLeasesAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Makes the waiting steps of a system due now, because its adapter answers again.</summary>
    Task<int> WakeAsync(string controllerId, string systemId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Systems that have steps waiting for their adapter.</summary>
    Task<IReadOnlyList<(string ControllerId, string SystemId)>> ListSystemsWaitedForAsync(CancellationToken cancellation);
}

/// <summary>One locked case. Disposing without <see cref="CommitAsync"/> changes nothing.</summary>
public interface ICaseSession : IAsyncDisposable
{
    CaseRow Case { get; }

    IReadOnlyList<StepRow> Steps { get; }

    /// <summary>Writes the change if nobody wrote the case since it was read, else throws CONFLICT. The revision grows by one.</summary>
    Task<long> CommitAsync(CaseChange change, CancellationToken cancellation);
}
