using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The transactions of a dispatcher: what a system answered, and what is asked again.</summary>
internal static class StepWrites
{
    public static AnswerRecorded Record(SqliteSession session, StepAnswer answer, DateTimeOffset now)
    {
        var key = answer.Key;
        var before = session.QueryFirst(
            """
            SELECT c.case_no, s.state, c.pending, c.revision FROM cases c JOIN steps s ON s.case_no = c.case_no
            WHERE c.case_id = $1 AND s.system_id = $2 AND s.round = $3 AND s.state IN (2, 3) AND c.closed_at IS NULL
            """,
            r => new Asked(r.GetInt64(0), (StepState)r.GetInt32(1), r.GetInt32(2), r.GetInt64(3)), Bytes(key.CaseId.Value), key.SystemId, key.Round);
        return before is not null && IsWhole(session, before.CaseNumber, answer) ? Record(session, answer, now, before) : Stale(session, key.CaseId);
    }

    private static AnswerRecorded Record(SqliteSession session, StepAnswer answer, DateTimeOffset now, Asked before)
    {
        var (number, systemId, revision) = (before.CaseNumber, answer.Key.SystemId, before.Revision + 1);
        var left = before.State == StepState.Running ? before.Pending - 1 : before.Pending;
        session.Execute(
            """
            UPDATE steps SET state = $3, problem = $4, failed_attempts = $5, next_attempt_at = $6, sealed = $7,
                person_until = CASE WHEN $3 = 5 THEN (SELECT legal_deadline FROM cases WHERE case_no = $1) END
            WHERE case_no = $1 AND system_id = $2
            """,
            number, systemId, (int)answer.State, (int)answer.Problem, answer.FailedAttempts, Milliseconds(answer.NextAttemptAt), answer.Sealed);
        session.Execute(
            "UPDATE cases SET pending = $2, revision = $3, due_at = CASE WHEN $2 = 0 THEN $4 ELSE due_at END WHERE case_no = $1",
            number, left, revision, Milliseconds(now + Leases.Case));
        if (answer.State != StepState.WaitingForAdapter)
        {
            // Whatever other attempts left is nobody's result.
            session.Execute(
                "DELETE FROM pieces WHERE case_no = $1 AND system_id = $2 AND attempt_id IS NOT $3",
                number, systemId, answer.LastPiece is { } kept ? Bytes(kept.AttemptId) : null);
        }

        if (answer.LastPiece is { } piece)
        {
            InsertPiece(session, number, piece);
        }

        CaseWrites.AppendTimeline(session, number, answer.Timeline);
        return new AnswerRecorded(true, left, revision);
    }

    /// <summary>Another attempt may have taken this one's pieces away; then this answer has no result to stand on.</summary>
    private static bool IsWhole(SqliteSession session, long number, StepAnswer answer) => answer.LastPiece is not { Sequence: > 0 } last || last.Sequence == session.QueryFirst(
        "SELECT count(*) FROM pieces WHERE case_no = $1 AND system_id = $2 AND attempt_id = $3",
        r => r.GetInt32(0), number, answer.Key.SystemId, Bytes(last.AttemptId));

    private static AnswerRecorded Stale(SqliteSession session, CaseId id)
    {
        var (pending, revision) = session.QueryFirst(
            "SELECT pending, revision FROM cases WHERE case_id = $1", r => (r.GetInt32(0), r.GetInt64(1)), Bytes(id.Value));
        return new AnswerRecorded(false, pending, revision);
    }

    public static bool Append(SqliteSession session, StepKey key, ResultPiece piece, DateTimeOffset leaseUntil)
    {
        var number = session.QueryFirst(
            """
            UPDATE steps SET next_attempt_at = max(next_attempt_at, $4)
            WHERE case_no = (SELECT case_no FROM cases WHERE case_id = $1 AND closed_at IS NULL) AND system_id = $2 AND round = $3 AND state IN (2, 3)
            RETURNING case_no
            """,
            Number, Bytes(key.CaseId.Value), key.SystemId, key.Round, Milliseconds(leaseUntil));
        if (number == 0)
        {
            return false;
        }

        InsertPiece(session, number, piece);
        return true;
    }

    public static List<StepKey> LeaseDue(SqliteSession session, DateTimeOffset now, DateTimeOffset leaseUntil, int limit) => session.Query(
        """
        UPDATE steps SET next_attempt_at = $2
        WHERE (case_no, system_id) IN (
            SELECT case_no, system_id FROM steps WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3)
        RETURNING case_id, controller_id, system_id, round
        """,
        r => new StepKey(new CaseId(Id(r, 0)), r.GetString(1), r.GetString(2), r.GetInt32(3)),
        Milliseconds(now), Milliseconds(leaseUntil), limit);

    public static void Upsert(SqliteSession session, long number, CaseRow row, StepRow step) => session.Execute(
        """
        INSERT INTO steps (case_no, system_id, case_id, controller_id, ordinal, phase, state, round, operation_id, problem, failed_attempts,
            next_attempt_at, sealed, person_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (case_no, system_id) DO UPDATE SET phase = excluded.phase, state = excluded.state, round = excluded.round,
            operation_id = excluded.operation_id, problem = excluded.problem, failed_attempts = excluded.failed_attempts,
            next_attempt_at = excluded.next_attempt_at, sealed = excluded.sealed, person_until = excluded.person_until
        """,
        number, step.SystemId, Bytes(row.Id.Value), row.ControllerId, step.Ordinal, (int)step.Phase, (int)step.State, step.Round, Bytes(step.OperationId),
        (int)step.Problem, step.FailedAttempts, Milliseconds(step.NextAttemptAt), step.Sealed,
        step.State == StepState.WaitingForPerson && row.ClosedAt is null ? Milliseconds(row.LegalDeadline) : null);

    public static void InsertPiece(SqliteSession session, long number, ResultPiece piece)
    {
        if (piece.Sequence == 0)
        {
            // An attempt that broke off, or one that this replaces, left pieces that nobody will read.
            DropPieces(session, number, piece.SystemId);
        }

        session.Execute(
            "INSERT INTO pieces (case_no, system_id, attempt_id, sequence, sealed) VALUES ($1, $2, $3, $4, $5)",
            number, piece.SystemId, Bytes(piece.AttemptId), piece.Sequence, piece.Sealed);
    }

    public static void DropPieces(SqliteSession session, long number, string systemId) =>
        session.Execute("DELETE FROM pieces WHERE case_no = $1 AND system_id = $2", number, systemId);

    /// <summary>What an answer finds.</summary>
    private sealed record Asked(long CaseNumber, StepState State, int Pending, long Revision);
}
