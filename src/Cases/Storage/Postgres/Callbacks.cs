using static DsrGateway.Cases.Storage.Postgres.Columns;
using static DsrGateway.Cases.Storage.Postgres.RowMapping;
using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Callbacks that are stored, taken and given back.</summary>
internal sealed class Callbacks(SingleStatements statements)
{
    public async Task<IReadOnlyList<Callback>> LeaseAsync(
        string controllerId, DateTimeOffset now, DateTimeOffset leaseUntil, int limit, CancellationToken cancellation)
    {
        var leased = await statements.QueryAsync(
            """
            UPDATE callbacks c SET next_attempt_at = $3
            FROM (SELECT callback_id FROM callbacks WHERE controller_id = $1 AND next_attempt_at <= $2
                ORDER BY next_attempt_at LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED) due
            WHERE c.callback_id = due.callback_id
            RETURNING c.callback_id, c.case_id, c.controller_id, c.state, c.conclusion, c.revision, c.closed_at, c.failed_attempts, c.next_attempt_at
            """,
            r => new Callback(
                r.GetGuid(0), new CaseId(r.GetGuid(1)), r.GetString(2), (CaseState)r.GetInt16(3), (Conclusion)r.GetInt16(4), r.GetInt64(5), Instant(r, 6),
                r.GetInt32(7), Instant(r, 8)),
            cancellation, Value(controllerId), Value(Milliseconds(now)), Value(Milliseconds(leaseUntil)), Value(limit));
        return [.. leased.OrderBy(c => c.ClosedAt)];
    }

    public Task RemoveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => statements.QueryAsync(
        "DELETE FROM callbacks WHERE callback_id = ANY($1) RETURNING 1", r => r.GetInt32(0), cancellation, Value(ids.ToArray()));

    public Task DeferAsync(IReadOnlyCollection<CallbackDeferral> deferrals, CancellationToken cancellation) => statements.QueryAsync(
        """
        UPDATE callbacks c SET failed_attempts = c.failed_attempts + 1, next_attempt_at = d.next_attempt_at
        FROM unnest($1::uuid[], $2::int8[], $3::int8[]) d (callback_id, leased_until, next_attempt_at)
        WHERE c.callback_id = d.callback_id AND c.next_attempt_at = d.leased_until
        RETURNING 1
        """,
        r => r.GetInt32(0), cancellation, Value(deferrals.Select(d => d.Callback.Id).ToArray()),
        Value(deferrals.Select(d => Milliseconds(d.Callback.LeasedUntil)).ToArray()), Value(deferrals.Select(d => Milliseconds(d.NextAttemptAt)).ToArray()));
}
