using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;
using static DsrGateway.Cases.Storage.Postgres.RowMapping;
using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Takes what is due. A row that somebody writes at the moment is passed over: it is being seen to, and a sweep that waits for
/// nobody can hold up nobody. A sweep that finds nothing writes nothing.
/// </summary>
internal sealed class Sweeps(SingleStatements statements)
{
    /// <summary>Steps that are made due by one statement, which keeps them locked meanwhile.</summary>
    private const int Portion = 5000;

    public async Task<IReadOnlyList<StepKey>> LeaseStepsAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        await statements.QueryAsync(
            """
            UPDATE steps s SET next_attempt_at = $2
            FROM (SELECT case_id, system_id FROM steps WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED) due
            WHERE s.case_id = due.case_id AND s.system_id = due.system_id
            RETURNING s.case_id, s.controller_id, s.system_id, s.round
            """,
            r => new StepKey(new CaseId(r.GetGuid(0)), r.GetString(1), r.GetString(2), r.GetInt32(3)),
            cancellation, Value(Milliseconds(now)), Value(Milliseconds(leaseUntil)), Value(limit));

    public async Task<IReadOnlyList<CaseId>> LeaseCasesAsync(DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation) =>
        await statements.QueryAsync(
            """
            UPDATE cases c SET due_at = $2
            FROM (SELECT case_id FROM cases WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED) due
            WHERE c.case_id = due.case_id
            RETURNING c.case_id
            """,
            r => new CaseId(r.GetGuid(0)),
            cancellation, Value(Milliseconds(now)), Value(Milliseconds(leaseUntil)), Value(limit));

    public async Task<IReadOnlyList<FanOut>> LeaseFanOutsAsync(
        DateTimeOffset storedBefore, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation)
    {
        var leased = await statements.QueryAsync(
            """
            UPDATE fan_outs f SET leased_until = $3
            FROM (SELECT fan_out_id FROM fan_outs WHERE stored_at < $1 AND leased_until <= $2 ORDER BY leased_until, stored_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED) due
            WHERE f.fan_out_id = due.fan_out_id
            RETURNING f.fan_out_id, f.case_id, f.controller_id, f.round, f.system_ids, f.stored_at
            """,
            r => (StoredAt: r.GetInt64(5), FanOut: new FanOut(r.GetGuid(0), new CaseId(r.GetGuid(1)), r.GetString(2), r.GetInt32(3), Texts(r.GetString(4)))),
            cancellation, Value(Milliseconds(storedBefore)), Value(Milliseconds(now)), Value(Milliseconds(leaseUntil)), Value(limit));
        return [.. leased.OrderBy(l => l.StoredAt).Select(l => l.FanOut)];
    }

    public async Task ExpireAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await InPortionsAsync(
            """
            UPDATE steps s SET next_attempt_at = $1
            FROM (SELECT case_id, system_id FROM steps WHERE next_attempt_at > $1 ORDER BY next_attempt_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED) later
            WHERE s.case_id = later.case_id AND s.system_id = later.system_id
            RETURNING 1
            """,
            now, cancellation);
        await InPortionsAsync(
            """
            UPDATE cases c SET due_at = $1
            FROM (SELECT case_id FROM cases WHERE due_at > $1 ORDER BY due_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED) later
            WHERE c.case_id = later.case_id
            RETURNING 1
            """,
            now, cancellation);
        await InPortionsAsync(
            """
            UPDATE callbacks c SET next_attempt_at = $1
            FROM (SELECT callback_id FROM callbacks WHERE next_attempt_at > $1 LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED) later
            WHERE c.callback_id = later.callback_id
            RETURNING 1
            """,
            now, cancellation);
    }

    public Task<int> WakeAsync(string controllerId, string systemId, DateTimeOffset now, CancellationToken cancellation) => InPortionsAsync(
        """
        UPDATE steps s SET next_attempt_at = $1
        FROM (SELECT case_id, system_id FROM steps
            WHERE controller_id = $3 AND system_id = $4 AND state = 3 AND next_attempt_at > $1 LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED) waiting
        WHERE s.case_id = waiting.case_id AND s.system_id = waiting.system_id
        RETURNING 1
        """,
        now, cancellation, Value(controllerId), Value(systemId));

    private async Task<int> InPortionsAsync(string sql, DateTimeOffset now, CancellationToken cancellation, params NpgsqlParameter[] more)
    {
        for (var all = 0; ;)
        {
            var some = (await statements.QueryAsync($"WITH done AS ({sql}) SELECT count(*)::int4 FROM done", r => r.GetInt32(0),
                cancellation, [Value(Milliseconds(now)), Value(Portion), .. more]))[0];
            all += some;
            if (some < Portion)
            {
                return all;
            }
        }
    }
}
