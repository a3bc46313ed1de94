using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>A change, and what it was decided on.</summary>
internal sealed record RevisedCase(CaseSnapshot Read, CaseChange Change)
{
    public long ReadRevision => Read.Case.Revision;

    /// <summary>Steps that a case that ends leaves waiting. The revision holds, so they are as they were read, but for their leases.</summary>
    public IEnumerable<string> Ended => Change.Case.ClosedAt is null
        ? []
        : Read.Steps
            .Where(s => (s.NextAttemptAt is not null || s.State == StepState.WaitingForPerson) && !Change.Steps.Any(changed => changed.SystemId == s.SystemId))
            .Select(s => s.SystemId);
}

/// <summary>Changes cases; false if somebody wrote the case since it was read, and then nothing of the change is written.</summary>
internal sealed class ChangeWrites(TimeProvider clock) : WriteKind<RevisedCase, bool>(order: 2)
{
    private const string Sql =
        """
        WITH written AS (
            UPDATE cases c SET state = x.state, saga_state = x.saga_state, conclusion = x.conclusion, round = x.round, pending = x.pending,
                revision = c.revision + 1, closed_at = x.closed_at, due_at = x.due_at, sealed = x.sealed,
                changed_at = CASE WHEN c.state = x.state THEN c.changed_at ELSE (extract(epoch FROM clock_timestamp()) * 1000)::int8 END
            FROM unnest($1::uuid[], $2::int8[], $3::int2[], $4::text[], $5::int2[], $6::int4[], $7::int4[], $8::int8[], $9::int8[], $10::bytea[], $45::uuid[])
                x (case_id, revision, state, saga_state, conclusion, round, pending, closed_at, due_at, sealed, callback_id)
            WHERE c.case_id = x.case_id AND c.revision = x.revision
            RETURNING c.case_id, c.controller_id, c.state, c.conclusion, c.revision, c.closed_at, x.callback_id),
        step AS (
            INSERT INTO steps AS t (case_id, controller_id, person_until, system_id, ordinal, phase, state, round, operation_id, problem, failed_attempts, next_attempt_at, sealed)
            SELECT * FROM unnest($11::uuid[], $12::text[], $13::int8[], $14::text[], $15::int4[], $16::int2[], $17::int2[], $18::int4[], $19::uuid[],
                $20::int2[], $21::int4[], $22::int8[], $23::bytea[]) s (case_id)
            WHERE (s.case_id IN (SELECT case_id FROM written)) IS TRUE
            ON CONFLICT (case_id, system_id) DO UPDATE SET person_until = excluded.person_until, phase = excluded.phase, state = excluded.state,
                round = excluded.round, operation_id = excluded.operation_id, problem = excluded.problem,
                failed_attempts = excluded.failed_attempts, next_attempt_at = excluded.next_attempt_at, sealed = excluded.sealed),
        line AS (
            INSERT INTO timeline (case_id, revision, line, at, actor, event, system_id, sealed)
            SELECT * FROM unnest($24::uuid[], $25::int8[], $26::int4[], $27::int8[], $28::text[], $29::text[], $30::text[], $31::bytea[]) l (case_id)
            WHERE (l.case_id IN (SELECT case_id FROM written)) IS TRUE),
        fan_out AS (
            INSERT INTO fan_outs (fan_out_id, case_id, controller_id, round, system_ids, stored_at, leased_until)
            SELECT f.*, 0 FROM unnest($32::uuid[], $33::uuid[], $34::text[], $35::int4[], $36::text[], $37::int8[]) f (fan_out_id, case_id)
            WHERE (f.case_id IN (SELECT case_id FROM written)) IS TRUE),
        callback AS (
            INSERT INTO callbacks (callback_id, case_id, controller_id, state, conclusion, revision, closed_at, failed_attempts, next_attempt_at)
            SELECT callback_id, case_id, controller_id, state, conclusion, revision, closed_at, 0, closed_at FROM written WHERE callback_id IS NOT NULL),
        ended AS (
            -- Nothing is expected of a case that ended; a step left due would be swept for ever. Steps of the change are written as ended above.
            UPDATE steps s SET next_attempt_at = NULL, person_until = NULL
            FROM unnest($38::uuid[], $39::text[]) e (case_id, system_id)
            WHERE s.case_id = e.case_id AND s.system_id = e.system_id AND (e.case_id IN (SELECT case_id FROM written)) IS TRUE),
        forgotten AS (
            -- The person of a case that ended may ask again.
            DELETE FROM case_persons p USING written w WHERE p.case_id = w.case_id AND w.closed_at IS NOT NULL),
        fresh AS (
            SELECT * FROM unnest($40::uuid[], $41::text[], $42::uuid[], $43::int4[], $44::bytea[]) p (case_id, system_id, attempt_id, sequence, sealed)
            WHERE (p.case_id IN (SELECT case_id FROM written)) IS TRUE),
        dropped AS (
            -- An attempt that broke off, or one that this replaces, left pieces that nobody will read.
            DELETE FROM pieces p USING fresh f
            WHERE p.case_id = f.case_id AND p.system_id = f.system_id AND f.sequence = 0 AND p.attempt_id <> f.attempt_id),
        none AS (
            DELETE FROM pieces p USING unnest($46::uuid[], $47::text[]) w (case_id, system_id)
            WHERE p.case_id = w.case_id AND p.system_id = w.system_id AND (w.case_id IN (SELECT case_id FROM written)) IS TRUE),
        kept AS (
            INSERT INTO pieces (case_id, system_id, attempt_id, sequence, sealed) SELECT * FROM fresh
            ON CONFLICT (case_id, system_id, attempt_id, sequence) DO UPDATE SET sealed = excluded.sealed)
        SELECT case_id FROM written
        """;

    public static PostgresWrite<RevisedCase, bool> Write(ChangeWrites kind, RevisedCase revised, CancellationToken cancellation) => new(kind, revised, cancellation)
    {
        Key = new WriteKey(kind, revised.Change.Case.Id),
        Locks = revised.Change.Case.Id,
        Note = new CaseNote(revised.Change.Case.Id, revised.Change.Case.State),
        Size = revised.Change.Case.Sealed.Length + revised.Change.Steps.Sum(s => (long)s.Sealed.Length) + revised.Change.Pieces.Sum(p => (long)p.Sealed.Length),
    };

    protected override NpgsqlBatchCommand Command(List<RevisedCase> changes)
    {
        var command = new NpgsqlBatchCommand(Sql)
            .Column(changes, c => c.Change.Case.Id.Value).Column(changes, c => c.ReadRevision).Column(changes, c => (short)c.Change.Case.State)
            .Column(changes, c => c.Change.Case.SagaState).Column(changes, c => (short)c.Change.Case.Conclusion).Column(changes, c => c.Change.Case.Round)
            .Column(changes, c => c.Change.Case.Pending).Column(changes, c => Milliseconds(c.Change.Case.ClosedAt))
            .Column(changes, c => Milliseconds(c.Change.Case.DueAt)).Column(changes, c => c.Change.Case.Sealed);
        ChangedRows.AddSteps(command, changes.SelectMany(c => c.Change.Steps.Select(s => (c.Change.Case, s))).ToList());
        ChangedRows.AddTimeline(command, changes.SelectMany(c => c.Change.Timeline.Select((l, i) => (c.Change.Case.Id, c.ReadRevision + 1, i, l))).ToList());
        ChangedRows.AddFanOuts(command, changes.Select(c => c.Change.FanOut).OfType<FanOut>().ToList(), clock.GetUtcNow());
        var ended = changes.SelectMany(c => c.Ended.Select(s => (c.Change.Case.Id, SystemId: s))).ToList();
        command.Column(ended, e => e.Id.Value).Column(ended, e => e.SystemId);
        var pieces = changes.SelectMany(c => c.Change.Pieces.Select(p => (c.Change.Case.Id, Piece: p))).ToList();
        var without = changes.SelectMany(c => c.Change.WithoutResult.Select(s => (c.Change.Case.Id, SystemId: s))).ToList();
        return command.Column(pieces, p => p.Id.Value).Column(pieces, p => p.Piece.SystemId).Column(pieces, p => p.Piece.AttemptId)
            .Column(pieces, p => p.Piece.Sequence).Column(pieces, p => p.Piece.Sealed)
            .Column(changes, c => c.Change.CallbackId)
            .Column(without, w => w.Id.Value).Column(without, w => w.SystemId);
    }

    protected override async Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<RevisedCase, bool>> writes)
    {
        var written = new HashSet<Guid>(writes.Count);
        while (await reader.ReadAsync())
        {
            written.Add(reader.GetGuid(0));
        }

        writes.ForEach(w => w.Result = written.Contains(w.Input.Change.Case.Id.Value));
    }
}
