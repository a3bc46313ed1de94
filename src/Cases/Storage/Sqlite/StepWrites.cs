using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The transactions of a dispatcher: what a system answered, and what is asked again.</summary>
internal static class StepWrites
{
    public static AnswerRecorded Record(SqliteSession session, StepAnswer answer, DateTimeOffset now)
    {
        var key = answer.Key;
        var before = session.QueryFirst<(StepState State, int Pending, long Revision)?>(
            """
            SELECT s.state, c.pending, c.revision FROM steps s JOIN cases c ON c.case_id = s.case_id
            WHERE s.case_id = $1 AND s.system_id = $2 AND s.round = $3 AND s.state IN (2, 3) AND c.closed_at IS NULL
            """,
            r => ((StepState)r.GetInt32(0), r.GetInt32(1), r.GetInt64(2)), Bytes(key.CaseId.Value), key.SystemId, key.Round);
        return before is { } current && IsWhole(session, key, answer.LastPiece) ? Record(session, answer, now, current.State, current.Pending, current.Revision) : Stale(session, key.CaseId);
    }

    private static AnswerRecorded Record(SqliteSession session, StepAnswer answer, DateTimeOffset now, StepState state, int pending, long revision)
    {
        var key = answer.Key;
        var left = state == StepState.Running ? pending - 1 : pending;
        session.Execute(
            """
            UPDATE steps SET state = $3, problem = $4, failed_attempts = $5, next_attempt_at = $6, sealed = $7,
                person_until = CASE WHEN $3 = 5 THEN (SELECT legal_deadline FROM cases WHERE case_id = $1) END
            WHERE case_id = $1 AND system_id = $2
            """,
            Bytes(key.CaseId.Value), key.SystemId, (int)answer.State, (int)answer.Problem, answer.FailedAttempts,
            Milliseconds(answer.NextAttemptAt), answer.Sealed);
        session.Execute(
            "UPDATE cases SET pending = $2, revision = $3, due_at = CASE WHEN $2 = 0 THEN $4 ELSE due_at END WHERE case_id = $1",
            Bytes(key.CaseId.Value), left, revision + 1, Milliseconds(now + Leases.Case));
        if (answer.State != StepState.WaitingForAdapter)
        {
            // Whatever other attempts left is nobody's result.
            session.Execute(
                "DELETE FROM pieces WHERE case_id = $1 AND system_id = $2 AND attempt_id IS NOT $3",
                Bytes(key.CaseId.Value), key.SystemId, answer.LastPiece is { } kept ? Bytes(kept.AttemptId) : null);
        }

        if (answer.LastPiece is { } piece)
        {
            InsertPiece(session, key.CaseId, piece);
        }

        CaseWrites.AppendTimeline(session, key.CaseId, answer.Timeline);
        return new AnswerRecorded(true, left, revision + 1);
    }

    /// <summary>Another attempt may have taken this one's pieces away; then this answer has no result to stand on.</summary>
    private static bool IsWhole(SqliteSession session, StepKey key, ResultPiece? last) => last is not { Sequence: > 0 } || last.Sequence == session.QueryFirst(
        "SELECT count(*) FROM pieces WHERE case_id = $1 AND system_id = $2 AND attempt_id = $3",
        r => r.GetInt32(0), Bytes(key.CaseId.Value), key.SystemId, Bytes(last.AttemptId));

    private static AnswerRecorded Stale(SqliteSession session, CaseId id)
    {
        var (pending, revision) = session.QueryFirst(
            "SELECT pending, revision FROM cases WHERE case_id = $1", r => (r.GetInt32(0), r.GetInt64(1)), Bytes(id.Value));
        return new AnswerRecorded(false, pending, revision);
    }

    public static bool Append(SqliteSession session, StepKey key, ResultPiece piece, DateTimeOffset leaseUntil)
    {
        var leased = session.Execute(
            """
            UPDATE steps SET next_attempt_at = max(next_attempt_at, $4)
            WHERE case_id = $1 AND system_id = $2 AND round = $3 AND state IN (2, 3)
              AND EXISTS (SELECT 1 FROM cases WHERE case_id = $1 AND closed_at IS NULL)
            """,
            Bytes(key.CaseId.Value), key.SystemId, key.Round, Milliseconds(leaseUntil));
        if (leased == 0)
        {
            return false;
        }

        InsertPiece(session, key.CaseId, piece);
        return true;
    }

    public static List<StepKey> LeaseDue(SqliteSession session, DateTimeOffset now, DateTimeOffset leaseUntil, int limit) => session.Query(
        """
        UPDATE steps SET next_attempt_at = $2
        WHERE (case_id, system_id) IN (
            SELECT case_id, system_id FROM steps WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3)
        RETURNING case_id, controller_id, system_id, round
        """,
        r => new StepKey(new CaseId(Id(r, 0)), r.GetString(1), r.GetString(2), r.GetInt32(3)),
        Milliseconds(now), Milliseconds(leaseUntil), limit);

    public static void Upsert(SqliteSession session, CaseRow row, StepRow step) => session.Execute(
        """
        INSERT INTO steps (case_id, system_id, controller_id, ordinal, phase, state, round, operation_id, problem, failed_attempts, next_attempt_at, sealed,
            person_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (case_id, system_id) DO UPDATE SET phase = excluded.phase, state = excluded.state, round = excluded.round,
            operation_id = excluded.operation_id, problem = excluded.problem, failed_attempts = excluded.failed_attempts,
            next_attempt_at = excluded.next_attempt_at, sealed = excluded.sealed, person_until = excluded.person_until
        """,
        Bytes(row.Id.Value), step.SystemId, row.ControllerId, step.Ordinal, (int)step.Phase, (int)step.State, step.Round, Bytes(step.OperationId),
        (int)step.Problem, step.FailedAttempts, Milliseconds(step.NextAttemptAt), step.Sealed,
        step.State == StepState.WaitingForPerson && row.ClosedAt is null ? Milliseconds(row.LegalDeadline) : null);

    public static void InsertPiece(SqliteSession session, CaseId id, ResultPiece piece)
    {
        if (piece.Sequence == 0)
        {
            // An attempt that broke off, or one that this replaces, left pieces that nobody will read.
            DropPieces(session, id, piece.SystemId);
        }

        session.Execute(
            "INSERT INTO pieces (case_id, system_id, attempt_id, sequence, sealed) VALUES ($1, $2, $3, $4, $5)",
            Bytes(id.Value), piece.SystemId, Bytes(piece.AttemptId), piece.Sequence, piece.Sealed);
    }

    public static void DropPieces(SqliteSession session, CaseId id, string systemId) =>
        session.Execute("DELETE FROM pieces WHERE case_id = $1 AND system_id = $2", Bytes(id.Value), systemId);
}
