using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The transactions of callbacks.</summary>
internal static class CallbackWrites
{
    public static void Insert(SqliteSession session, Guid? id, CaseRow row, long revision)
    {
        if (id is { } callback)
        {
            session.Execute(
                """
                INSERT INTO callbacks (callback_id, case_id, controller_id, state, conclusion, revision, closed_at, failed_attempts, next_attempt_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7)
                """,
                Bytes(callback), Bytes(row.Id.Value), row.ControllerId, (int)row.State, (int)row.Conclusion, revision, Milliseconds(row.ClosedAt));
        }
    }

    public static List<Callback> LeaseDue(SqliteSession session, string controllerId, DateTimeOffset now, DateTimeOffset leaseUntil, int limit) =>
    [
        .. session.Query(
            """
            UPDATE callbacks SET next_attempt_at = $3
            WHERE callback_id IN (
                SELECT callback_id FROM callbacks WHERE controller_id = $1 AND next_attempt_at <= $2 ORDER BY next_attempt_at LIMIT $4)
            RETURNING callback_id, case_id, controller_id, state, conclusion, revision, closed_at, failed_attempts, next_attempt_at
            """,
            r => new Callback(
                Id(r, 0), new CaseId(Id(r, 1)), r.GetString(2), (CaseState)r.GetInt32(3), (Conclusion)r.GetInt32(4), r.GetInt64(5), Instant(r, 6),
                r.GetInt32(7), Instant(r, 8)),
            controllerId, Milliseconds(now), Milliseconds(leaseUntil), limit).OrderBy(c => c.ClosedAt),
    ];

    public static int Remove(SqliteSession session, IEnumerable<Guid> ids) =>
        ids.Sum(id => session.Execute("DELETE FROM callbacks WHERE callback_id = $1", Bytes(id)));

    public static int Defer(SqliteSession session, IEnumerable<CallbackDeferral> deferrals) => deferrals.Sum(d => session.Execute(
        "UPDATE callbacks SET failed_attempts = failed_attempts + 1, next_attempt_at = $3 WHERE callback_id = $1 AND next_attempt_at = $2",
        Bytes(d.Callback.Id), Milliseconds(d.Callback.LeasedUntil), Milliseconds(d.NextAttemptAt)));
}
