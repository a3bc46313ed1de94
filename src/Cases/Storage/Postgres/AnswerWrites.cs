using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;

namespace DsrGateway.Cases.Storage.Postgres;

internal sealed record TimedAnswer(StepAnswer Answer, DateTimeOffset Now);

/// <summary>
/// Records all answers of a batch by one statement. Answers to one case count down one after another, in the order they came
/// in, so each is told what it left, and one alone sees zero.
/// </summary>
internal sealed class AnswerWrites() : WriteKind<TimedAnswer, AnswerRecorded>(order: 3)
{
    // The cases are locked before, so their steps change only in their leases. 2: running, 3: waiting for the adapter, 5: for a person.
    private const string Sql =
        """
        WITH judged AS (
            SELECT a.*, c.pending, c.revision, c.legal_deadline, s.state = 2 AS was_running,
                c.closed_at IS NULL AND s.round = a.round AND s.state IN (2, 3)
                    -- Another attempt may have taken this one's pieces away; then this answer has no result to stand on.
                    AND CASE WHEN a.sequence > 0 THEN a.sequence = (SELECT count(*) FROM pieces p
                        WHERE p.case_id = a.case_id AND p.system_id = a.system_id AND p.attempt_id = a.attempt_id) ELSE true END AS valid
            FROM unnest($1::uuid[], $2::text[], $3::int4[], $4::int2[], $5::int2[], $6::int4[], $7::int8[], $8::bytea[], $9::int8[], $10::int8[],
                $11::text[], $12::text[], $13::text[], $14::bytea[], $15::uuid[], $16::int4[], $17::bytea[]) WITH ORDINALITY
                a (case_id, system_id, round, state, problem, failed_attempts, next_attempt_at, sealed, due_at, at,
                    actor, event, line_system_id, line_sealed, attempt_id, sequence, piece, n)
            LEFT JOIN cases c ON c.case_id = a.case_id
            LEFT JOIN steps s ON s.case_id = a.case_id AND s.system_id = a.system_id),
        counted AS (
            SELECT j.*, pending - count(*) FILTER (WHERE valid AND was_running) OVER so_far AS left_pending,
                revision + count(*) FILTER (WHERE valid) OVER so_far AS new_revision
            FROM judged j WINDOW so_far AS (PARTITION BY case_id ORDER BY n)),
        step AS (
            UPDATE steps s SET state = a.state, problem = a.problem, failed_attempts = a.failed_attempts, next_attempt_at = a.next_attempt_at,
                person_until = CASE WHEN a.state = 5 THEN a.legal_deadline END, sealed = a.sealed
            FROM counted a WHERE a.valid AND s.case_id = a.case_id AND s.system_id = a.system_id),
        counted_down AS (
            UPDATE cases c SET pending = t.pending, revision = t.revision, due_at = CASE WHEN t.pending = 0 THEN t.due_at ELSE c.due_at END
            FROM (SELECT case_id, min(left_pending) AS pending, max(new_revision) AS revision, max(due_at) AS due_at FROM counted WHERE valid GROUP BY case_id) t
            WHERE c.case_id = t.case_id),
        dropped AS (
            -- Whatever other attempts left is nobody's result.
            DELETE FROM pieces p USING counted a
            WHERE a.valid AND p.case_id = a.case_id AND p.system_id = a.system_id
                AND p.attempt_id IS DISTINCT FROM a.attempt_id AND (a.state <> 3 OR a.sequence = 0)),
        kept AS (
            INSERT INTO pieces (case_id, system_id, attempt_id, sequence, sealed)
            SELECT case_id, system_id, attempt_id, sequence, piece FROM counted WHERE valid AND sequence IS NOT NULL
            ON CONFLICT (case_id, system_id, attempt_id, sequence) DO UPDATE SET sealed = excluded.sealed),
        line AS (
            INSERT INTO timeline (case_id, revision, line, at, actor, event, system_id, sealed)
            SELECT case_id, new_revision, 0, at, actor, event, line_system_id, line_sealed FROM counted WHERE valid)
        SELECT n, coalesce(valid, false), coalesce(left_pending, 0)::int4, coalesce(new_revision, 0) FROM counted
        """;

    public static PostgresWrite<TimedAnswer, AnswerRecorded> Write(AnswerWrites kind, StepAnswer answer, DateTimeOffset now, CancellationToken cancellation) =>
        new(kind, new TimedAnswer(answer, now), cancellation)
        {
            Key = new WriteKey(kind, answer.Key.CaseId, answer.Key.SystemId),
            Locks = answer.Key.CaseId,
            Note = new CaseNote(answer.Key.CaseId, null),
            Size = answer.Sealed.Length + (answer.LastPiece?.Sealed.Length ?? 0),
        };

    protected override NpgsqlBatchCommand Command(List<TimedAnswer> answers) => new NpgsqlBatchCommand(Sql)
        .Column(answers, a => a.Answer.Key.CaseId.Value).Column(answers, a => a.Answer.Key.SystemId).Column(answers, a => a.Answer.Key.Round)
        .Column(answers, a => (short)a.Answer.State).Column(answers, a => (short)a.Answer.Problem).Column(answers, a => a.Answer.FailedAttempts)
        .Column(answers, a => Milliseconds(a.Answer.NextAttemptAt)).Column(answers, a => a.Answer.Sealed)
        .Column(answers, a => Milliseconds(a.Now + Leases.Case)).Column(answers, a => Milliseconds(a.Answer.Timeline.At))
        .Column(answers, a => a.Answer.Timeline.Actor).Column(answers, a => a.Answer.Timeline.Event).Column(answers, a => a.Answer.Timeline.SystemId)
        .Column(answers, a => a.Answer.Timeline.Sealed).Column(answers, a => a.Answer.LastPiece?.AttemptId)
        .Column(answers, a => a.Answer.LastPiece?.Sequence).Column(answers, a => a.Answer.LastPiece?.Sealed);

    protected override async Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<TimedAnswer, AnswerRecorded>> writes)
    {
        while (await reader.ReadAsync())
        {
            writes[(int)reader.GetInt64(0) - 1].Result = new AnswerRecorded(reader.GetBoolean(1), reader.GetInt32(2), reader.GetInt64(3));
        }
    }
}
