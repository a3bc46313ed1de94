using System.Runtime.CompilerServices;
using DsrGateway.Cases.Configuring;
using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// The store that many gateway processes share. Nothing is locked while a caller thinks: a session notes the revision it read,
/// and what it decided is written only if that is still the case's. So a process that freezes holds up nobody, and one
/// that thaws is refused.
/// </summary>
internal sealed class PostgresCaseStore : ICaseStore, IOutbox, ICallbackStore, ICaseChanges, IAsyncDisposable
{
    // The writer and three kinds of gathered reads: each has one statement under way at a time.
    private const int FixedConnections = 4;
    private const int SingleConnections = 8;
    private readonly NpgsqlDataSource _fixed;
    private readonly NpgsqlDataSource _singly;
    private readonly NpgsqlDataSource _migrating;
    private readonly PostgresWriter _writer;
    private readonly CaseReads _cases;
    private readonly StepReads _steps;
    private readonly ExclusionReads _exclusions;
    private readonly SingleStatements _single;
    private readonly Lists _lists;
    private readonly Sweeps _sweeps;
    private readonly PersonReads _persons;
    private readonly Callbacks _callbacks;
    private readonly StateChanges _stateChanges;
    private readonly OpenWrites _opens;
    private readonly ChangeWrites _changes;
    private readonly AnswerWrites _answers = new();
    private readonly PieceWrites _pieces = new();
    private readonly RemovalWrites _removals = new();
    private readonly NarrowingWrites _narrowings = new();
    private readonly KeyedLocks<CaseId> _locks = new();

    /// <summary>Connects to nothing yet; <see cref="MigrateAsync"/> has to come before the first use.</summary>
    public PostgresCaseStore(string connectionString, TimeProvider clock)
    {
        _fixed = PostgresConnections.ForFixedStatements(connectionString, FixedConnections);
        // Apart, so that lists and sweeps that take long leave the writer its connections.
        _singly = PostgresConnections.ForFixedStatements(connectionString, SingleConnections);
        _migrating = PostgresConnections.ForAnyStatement(connectionString, connections: 1);
        _writer = new PostgresWriter(_fixed, Instance);
        _cases = new CaseReads(_fixed);
        _steps = new StepReads(_fixed);
        _exclusions = new ExclusionReads(_fixed);
        _single = new SingleStatements(_singly);
        _lists = new Lists(_single);
        _sweeps = new Sweeps(_single);
        _persons = new PersonReads(_single);
        _callbacks = new Callbacks(_single);
        _stateChanges = new StateChanges(_single);
        _opens = new OpenWrites(clock);
        _changes = new ChangeWrites(clock);
    }

    /// <summary>Names this process to the others.</summary>
    public Guid Instance { get; } = Guid.NewGuid();

    /// <summary>Brings the database to this program's version.</summary>
    /// <exception cref="InvalidOperationException">The database is of a version that this program must not run on.</exception>
    public Task MigrateAsync(CancellationToken cancellation) => new Migrations("Cases").ApplyAsync(_migrating, cancellation);

    public async Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation)
    {
        while (true)
        {
            if (await _writer.WriteAsync(OpenWrites.Write(_opens, opening, cancellation)))
            {
                return new OpenResult(OpenVerdict.Opened, opening.Case.Id);
            }

            // Null: the open case that was in the way has been closed since.
            if (await _exclusions.AskAsync(opening, cancellation) is { } excluding)
            {
                return excluding;
            }
        }
    }

    public Task<StoredRequest?> FindRequestAsync(string controllerId, string requestId, CancellationToken cancellation) =>
        _persons.FindRequestAsync(controllerId, requestId, cancellation);

    public Task<IReadOnlyList<CaseRow>> ListUnmarkedAsync(int limit, CancellationToken cancellation) => _persons.ListUnmarkedAsync(limit, cancellation);

    public Task MarkAsync(CaseId id, IReadOnlyList<byte[]> marks, CancellationToken cancellation) => _persons.MarkAsync(id, marks, cancellation);

    public async Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation)
    {
        // Only for the sessions of this process, to spare them refusals; what counts is the revision.
        var held = await _locks.AcquireAsync(id, cancellation);
        Session? session = null;
        try
        {
            return session = await ReadAsync(id, cancellation) is { } snapshot ? new Session(snapshot, held, this) : null;
        }
        finally
        {
            // A read that failed must not leave the case locked.
            if (session is null)
            {
                held.Dispose();
            }
        }
    }

    public ICaseSession Resume(CaseSnapshot read) => new Session(read, null, this);

    public Task<CaseSnapshot?> ReadAsync(CaseId id, CancellationToken cancellation) => _cases.AskAsync(id, cancellation);

    public Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation) => _steps.AskAsync((id, systemId), cancellation);

    public Task<IReadOnlyList<CaseRow>> ListAsync(CaseFilter filter, CancellationToken cancellation) => _lists.CasesAsync(filter, cancellation);

    public Task<IReadOnlyList<(CaseRow Case, StepRow Step)>> ListWaitingForPersonAsync(
        string controllerId, StepPosition? after, int limit, CancellationToken cancellation) =>
        _lists.WaitingForPersonAsync(controllerId, after, limit, cancellation);

    public Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(CaseId id, CancellationToken cancellation) => _lists.TimelineAsync(id, cancellation);

    public async Task<ConfigSnapshot> ReadSnapshotAsync(string snapshotId, CancellationToken cancellation)
    {
        var found = await _single.QueryAsync("SELECT config FROM snapshots WHERE snapshot_id = $1", r => r.GetString(0), cancellation, Value(snapshotId));
        return found.Count == 1
            ? new ConfigSnapshot(snapshotId, ControllerConfig.FromCanonicalJson(found[0]))
            : throw new InvalidOperationException($"Snapshot {snapshotId} is missing.");
    }

    public Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation) =>
        _writer.WriteAsync(AnswerWrites.Write(_answers, answer, now, cancellation));

    public Task<bool> AppendAsync(StepKey key, ResultPiece piece, DateTimeOffset leaseUntil, CancellationToken cancellation) =>
        _writer.WriteAsync(PieceWrites.Write(_pieces, new LeasedPiece(key, piece, leaseUntil), cancellation));

    /// <summary>Reads one piece at a time: a result may be larger than memory.</summary>
    public async IAsyncEnumerable<ResultPiece> ReadPiecesAsync(
        CaseId id, string systemId, Guid attemptId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var sequence = 0; ; sequence++)
        {
            var content = await ReadPieceAsync(id, systemId, attemptId, sequence, cancellation);
            if (content is null)
            {
                // An attempt's pieces go all at once: while the first is there, what was read was the whole.
                if (sequence > 0 && await ReadPieceAsync(id, systemId, attemptId, 0, cancellation) is null)
                {
                    throw new CaseException(ErrorReason.Conflict, "The result was replaced while it was read.");
                }

                yield break;
            }

            yield return new ResultPiece(systemId, attemptId, sequence, content);
        }
    }

    public Task<IReadOnlyList<StepKey>> LeaseDueStepsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        _sweeps.LeaseStepsAsync(now, leaseUntil, limit, cancellation);

    public Task<IReadOnlyList<CaseId>> LeaseDueCasesAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        _sweeps.LeaseCasesAsync(now, leaseUntil, limit, cancellation);

    public Task ExpireLeasesAsync(DateTimeOffset now, CancellationToken cancellation) => _sweeps.ExpireAsync(now, cancellation);

    public Task<int> WakeAsync(string controllerId, string systemId, DateTimeOffset now, CancellationToken cancellation) =>
        _sweeps.WakeAsync(controllerId, systemId, now, cancellation);

    public Task<IReadOnlyList<(string ControllerId, string SystemId)>> ListSystemsWaitedForAsync(CancellationToken cancellation) =>
        _lists.SystemsWaitedForAsync(cancellation);

    public Task<IReadOnlyList<FanOut>> LeaseUnsentAsync(
        DateTimeOffset storedBefore, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        _sweeps.LeaseFanOutsAsync(storedBefore, now, leaseUntil, limit, cancellation);

    public Task NarrowAsync(FanOut left, CancellationToken cancellation) => _writer.WriteAsync(NarrowingWrites.Write(_narrowings, left, cancellation));

    public Task RemoveAsync(IReadOnlyCollection<Guid> fanOutIds, CancellationToken cancellation) => fanOutIds.Count == 0
        ? Task.CompletedTask
        : _writer.WriteAsync(new PostgresWrite<IReadOnlyCollection<Guid>, bool>(_removals, fanOutIds, cancellation));

    public Task<IReadOnlyList<Callback>> LeaseDueCallbacksAsync(
        string controllerId, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        _callbacks.LeaseAsync(controllerId, now, leaseUntil, limit, cancellation);

    public Task RemoveCallbacksAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? Task.CompletedTask : _callbacks.RemoveAsync(ids, cancellation);

    public Task DeferCallbacksAsync(IReadOnlyCollection<CallbackDeferral> deferrals, CancellationToken cancellation) =>
        deferrals.Count == 0 ? Task.CompletedTask : _callbacks.DeferAsync(deferrals, cancellation);

    /// <summary>The few statements of a batch may each wait for locks and run as long as the server lets them (14 s).</summary>
    public TimeSpan LongestCommit => TimeSpan.FromSeconds(60);

    public Task<long> ReadClockAsync(CancellationToken cancellation) => _stateChanges.ReadClockAsync(cancellation);

    public Task<IReadOnlyList<StateChange>> ListChangesAsync(
        string controllerId, long from, StateChange? after, int limit, CancellationToken cancellation) =>
        _stateChanges.ListAsync(controllerId, from, after, limit, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _cases.DisposeAsync();
        await _steps.DisposeAsync();
        await _exclusions.DisposeAsync();
        await _fixed.DisposeAsync();
        await _singly.DisposeAsync();
        await _migrating.DisposeAsync();
    }

    private async Task<byte[]?> ReadPieceAsync(CaseId id, string systemId, Guid attemptId, int sequence, CancellationToken cancellation)
    {
        var found = await _single.QueryAsync(
            "SELECT sealed FROM pieces WHERE case_id = $1 AND system_id = $2 AND attempt_id = $3 AND sequence = $4",
            r => r.GetFieldValue<byte[]>(0), cancellation, Value(id.Value), Value(systemId), Value(attemptId), Value(sequence));
        return found.Count == 0 ? null : found[0];
    }

    private async Task<long> CommitAsync(CaseSnapshot read, CaseChange change, CancellationToken cancellation) =>
        await _writer.WriteAsync(ChangeWrites.Write(_changes, new RevisedCase(read, change), cancellation))
            ? read.Case.Revision + 1
            : throw PostgresErrors.Conflict();

    private sealed class Session(CaseSnapshot snapshot, IDisposable? held, PostgresCaseStore store) : ICaseSession
    {
        public CaseRow Case => snapshot.Case;

        public IReadOnlyList<StepRow> Steps => snapshot.Steps;

        public Task<long> CommitAsync(CaseChange change, CancellationToken cancellation) => store.CommitAsync(snapshot, change, cancellation);

        public ValueTask DisposeAsync()
        {
            held?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
