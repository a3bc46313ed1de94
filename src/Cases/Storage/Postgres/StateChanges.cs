using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>When cases came to their states. Stamped by the database: the clocks of several processes would not agree.</summary>
internal sealed class StateChanges(SingleStatements statements)
{
    public async Task<long> ReadClockAsync(CancellationToken cancellation) =>
        (await statements.QueryAsync("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8", r => r.GetInt64(0), cancellation))[0];

    public async Task<IReadOnlyList<StateChange>> ListAsync(string controllerId, long from, StateChange? after, int limit, CancellationToken cancellation) =>
        await statements.QueryAsync(
            """
            SELECT case_id, state, conclusion, revision, changed_at FROM cases
            WHERE controller_id = $1 AND (changed_at, case_id) > ($2, $3)
            ORDER BY changed_at, case_id LIMIT $4
            """,
            r => new StateChange(new CaseId(r.GetGuid(0)), (CaseState)r.GetInt16(1), (Conclusion)r.GetInt16(2), r.GetInt64(3), r.GetInt64(4)),
            cancellation, Value(controllerId), Value(after?.At ?? from - 1), Value(after?.CaseId.Value ?? Guid.AllBitsSet), Value(limit));
}
