using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>When cases came to their states.</summary>
internal static class StateChanges
{
    public const string Clock = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    /// <summary>Called by the one writer, in its transaction. The stamp never goes back, though the machine's clock may.</summary>
    public static void Stamp(SqliteSession session, long number, string controllerId) => session.Execute(
        $"UPDATE cases SET changed_at = max({Clock}, (SELECT coalesce(max(changed_at), 0) FROM cases WHERE controller_id = $2)) WHERE case_no = $1",
        number, controllerId);

    public static List<StateChange> List(SqliteSession session, string controllerId, long from, StateChange? after, int limit) => session.Query(
        """
        SELECT case_id, state, conclusion, revision, changed_at FROM cases
        WHERE controller_id = $1 AND changed_at >= $2 AND ($3 IS NULL OR (changed_at, case_id) > ($3, $4))
        ORDER BY changed_at, case_id LIMIT $5
        """,
        r => new StateChange(new CaseId(Id(r, 0)), (CaseState)r.GetInt32(1), (Conclusion)r.GetInt32(2), r.GetInt64(3), r.GetInt64(4)),
        controllerId, from, after?.At, after is null ? null : Bytes(after.CaseId.Value), limit);
}
