using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DsrGateway.Cases.Configuring;
using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The store of the embedded engine: one SQLite file, owned by one gateway process.</summary>
internal sealed class SqliteCaseStore : ICaseStore, ICallbackStore, ICaseChanges, IAsyncDisposable
{
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly KeyedLocks<CaseId> _locks = new();
    private readonly ConcurrentDictionary<string, bool> _knownSnapshots = new(StringComparer.Ordinal);

    public SqliteCaseStore(string path)
    {
        var connections = new SqliteConnections(path);
        using (var session = connections.Open())
        {
            Schema.Apply(session);
        }

        _writer = new SqliteWriter(connections);
        _readers = new SqliteReaders(connections);
    }

    /// <summary>For tests that break the database under the store.</summary>
    internal SqliteWriter Writer => _writer;

    public async Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation)
    {
        // Snapshots are written once and never change; writing one out is more work than the rest of the case.
        var isKnown = _knownSnapshots.ContainsKey(opening.Snapshot.Id);
        var result = await _writer.WriteAsync(session => CaseWrites.Open(session, opening, isKnown), cancellation);
        if (result.Verdict == OpenVerdict.Opened)
        {
            _knownSnapshots.TryAdd(opening.Snapshot.Id, true);
        }

        return result;
    }

    public Task<StoredRequest?> FindRequestAsync(string controllerId, string requestId, CancellationToken cancellation) =>
        Task.FromResult(_readers.Read(session => PersonWrites.FindRequest(session, controllerId, requestId)));

    public Task<IReadOnlyList<CaseRow>> ListUnmarkedAsync(int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseRow>>(_readers.Read(session => session.Query(
            $"SELECT {CaseColumns} FROM cases c WHERE c.persons_version = 0 AND c.closed_at IS NULL ORDER BY c.case_no LIMIT $1", Case, limit)));

    public Task MarkAsync(CaseId id, IReadOnlyList<byte[]> marks, CancellationToken cancellation) =>
        _writer.WriteAsync(session => PersonWrites.Mark(session, id, marks), cancellation);

    public async Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation)
    {
        var held = await _locks.AcquireAsync(id, cancellation);
        Session? session = null;
        try
        {
            return session = await ReadAsync(id, cancellation) is { } snapshot ? new Session(snapshot, held, _writer) : null;
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

    public ICaseSession Resume(CaseSnapshot read) => new Session(read, null, _writer);

    public Task<CaseSnapshot?> ReadAsync(CaseId id, CancellationToken cancellation) => Task.FromResult(_readers.Read(session =>
    {
        var found = session.QueryFirst($"SELECT {CaseColumns} FROM cases c WHERE c.case_id = $1", Case, Bytes(id.Value));
        return found is null ? null : new CaseSnapshot(found, session.Query(
            $"SELECT {StepColumns} FROM steps s WHERE s.case_no = {NumberOfCase} ORDER BY s.ordinal", Step, Bytes(id.Value)));
    }));

    public Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation) => Task.FromResult(_readers.Read(session =>
        session.QueryFirst(
            $"SELECT {CaseColumns}, {StepColumns} FROM cases c JOIN steps s ON s.case_no = c.case_no WHERE c.case_id = $1 AND s.system_id = $2",
            r => CaseAndStep(r) is var (row, step) ? new StepSnapshot(row, step) : null, Bytes(id.Value), systemId)));

    public Task<IReadOnlyList<CaseRow>> ListAsync(CaseFilter filter, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseRow>>(_readers.Read(session => Lists.Cases(session, filter)));

    public Task<IReadOnlyList<(CaseRow Case, StepRow Step)>> ListWaitingForPersonAsync(
        string controllerId, StepPosition? after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(CaseRow, StepRow)>>(_readers.Read(session => Lists.WaitingForPerson(session, controllerId, after, limit)));

    public Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(CaseId id, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TimelineEntry>>(_readers.Read(session => session.Query(
            $"SELECT at, actor, event, system_id, sealed FROM timeline WHERE case_no = {NumberOfCase} ORDER BY sequence",
            r => new TimelineEntry(Instant(r, 0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4)),
            Bytes(id.Value))));

    public Task<ConfigSnapshot> ReadSnapshotAsync(string snapshotId, CancellationToken cancellation) => Task.FromResult(_readers.Read(session =>
        session.QueryFirst(
            "SELECT config FROM snapshots WHERE snapshot_id = $1",
            r => new ConfigSnapshot(snapshotId, ControllerConfig.FromCanonicalJson(r.GetString(0))),
            snapshotId)
        ?? throw new InvalidOperationException($"Snapshot {snapshotId} is missing.")));

    public Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation) =>
        _writer.WriteAsync(session => StepWrites.Record(session, answer, now), cancellation);

    public Task<bool> AppendAsync(StepKey key, ResultPiece piece, DateTimeOffset leaseUntil, CancellationToken cancellation) =>
        _writer.WriteAsync(session => StepWrites.Append(session, key, piece, leaseUntil), cancellation);

    /// <summary>Reads one piece at a time: a result may be larger than memory, and a long read would hold back the WAL's checkpoint.</summary>
    public async IAsyncEnumerable<ResultPiece> ReadPiecesAsync(
        CaseId id, string systemId, Guid attemptId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var sequence = 0; ; sequence++)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = sequence;
            var content = _readers.Read(session => session.QueryFirst(
                $"SELECT sealed FROM pieces WHERE case_no = {NumberOfCase} AND system_id = $2 AND attempt_id = $3 AND sequence = $4",
                r => r.GetFieldValue<byte[]>(0), Bytes(id.Value), systemId, Bytes(attemptId), next));
            if (content is null)
            {
                if (sequence > 0 && !HasPieces(id, systemId, attemptId))
                {
                    throw new CaseException(ErrorReason.Conflict, "The result was replaced while it was read.");
                }

                yield break;
            }

            yield return new ResultPiece(systemId, attemptId, next, content);
            await Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<StepKey>> LeaseDueStepsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        ReadsSome("SELECT 1 FROM steps WHERE next_attempt_at <= $1", now)
            ? _writer.WriteAsync<IReadOnlyList<StepKey>>(session => StepWrites.LeaseDue(session, now, leaseUntil, limit), cancellation)
            : Task.FromResult<IReadOnlyList<StepKey>>([]);

    public Task<IReadOnlyList<CaseId>> LeaseDueCasesAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        ReadsSome("SELECT 1 FROM cases WHERE due_at <= $1", now)
            ? _writer.WriteAsync<IReadOnlyList<CaseId>>(session => CaseWrites.LeaseDue(session, now, leaseUntil, limit), cancellation)
            : Task.FromResult<IReadOnlyList<CaseId>>([]);

    public Task ExpireLeasesAsync(DateTimeOffset now, CancellationToken cancellation) => _writer.WriteAsync(
        session =>
            session.Execute("UPDATE steps SET next_attempt_at = $1 WHERE next_attempt_at > $1", Milliseconds(now)) +
            session.Execute("UPDATE cases SET due_at = $1 WHERE due_at > $1", Milliseconds(now)) +
            session.Execute("UPDATE callbacks SET next_attempt_at = $1 WHERE next_attempt_at > $1", Milliseconds(now)),
        cancellation);

    public Task<int> WakeAsync(string controllerId, string systemId, DateTimeOffset now, CancellationToken cancellation) => _writer.WriteAsync(
        session => session.Execute(
            "UPDATE steps SET next_attempt_at = $3 WHERE controller_id = $1 AND system_id = $2 AND state = 3 AND next_attempt_at > $3",
            controllerId, systemId, Milliseconds(now)),
        cancellation);

    public Task<IReadOnlyList<(string ControllerId, string SystemId)>> ListSystemsWaitedForAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(string, string)>>(_readers.Read(session => session.Query(
            "SELECT DISTINCT controller_id, system_id FROM steps WHERE state = 3 AND next_attempt_at IS NOT NULL", r => (r.GetString(0), r.GetString(1)))));

    public Task<IReadOnlyList<Callback>> LeaseDueCallbacksAsync(
        string controllerId, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        ReadsSome("SELECT 1 FROM callbacks WHERE next_attempt_at <= $1 AND controller_id = $2", now, controllerId)
            ? _writer.WriteAsync<IReadOnlyList<Callback>>(session => CallbackWrites.LeaseDue(session, controllerId, now, leaseUntil, limit), cancellation)
            : Task.FromResult<IReadOnlyList<Callback>>([]);

    public Task RemoveCallbacksAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => ids.Count == 0
        ? Task.CompletedTask
        : _writer.WriteAsync(session => CallbackWrites.Remove(session, ids), cancellation);

    public Task DeferCallbacksAsync(IReadOnlyCollection<CallbackDeferral> deferrals, CancellationToken cancellation) => deferrals.Count == 0
        ? Task.CompletedTask
        : _writer.WriteAsync(session => CallbackWrites.Defer(session, deferrals), cancellation);

    /// <summary>Stamped and committed by one writer in one order; only a batch's own time is between.</summary>
    public TimeSpan LongestCommit => TimeSpan.FromSeconds(1);

    public Task<long> ReadClockAsync(CancellationToken cancellation) =>
        Task.FromResult(_readers.Read(session => session.QueryFirst($"SELECT {StateChanges.Clock}", r => r.GetInt64(0))));

    public Task<IReadOnlyList<StateChange>> ListChangesAsync(
        string controllerId, long from, StateChange? after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<StateChange>>(_readers.Read(session => StateChanges.List(session, controllerId, from, after, limit)));

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    /// <summary>An attempt's pieces go all at once: while the first is there, what was read was the whole.</summary>
    private bool HasPieces(CaseId id, string systemId, Guid attemptId) => _readers.Read(session => session.QueryFirst(
        $"SELECT 1 FROM pieces WHERE case_no = {NumberOfCase} AND system_id = $2 AND attempt_id = $3 AND sequence = 0",
        r => r.GetInt64(0), Bytes(id.Value), systemId, Bytes(attemptId)) == 1);

    /// <summary>A sweep that finds nothing must not cost a durable transaction.</summary>
    private bool ReadsSome(string sql, DateTimeOffset now, params object?[] more) =>
        _readers.Read(session => session.QueryFirst(sql, r => r.GetInt64(0), [Milliseconds(now), .. more]) == 1);

    private sealed class Session(CaseSnapshot snapshot, IDisposable? held, SqliteWriter writer) : ICaseSession
    {
        public CaseRow Case => snapshot.Case;

        public IReadOnlyList<StepRow> Steps => snapshot.Steps;

        public Task<long> CommitAsync(CaseChange change, CancellationToken cancellation) =>
            writer.WriteAsync(session => CaseWrites.Change(session, snapshot.Case, change), cancellation);

        public ValueTask DisposeAsync()
        {
            held?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
