using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>Pages of cases and of steps, each read along an index from where the page begins.</summary>
internal static class Lists
{
    /// <summary>
    /// One list of each state, merged by SQLite as it reads: each is in the order of the index, so hardly more is read than is given. A session
    /// keeps every text it was asked; in one order of states there are few.
    /// </summary>
    public static List<CaseRow> Cases(SqliteSession session, CaseFilter filter)
    {
        var after = filter.After is null ? "" : " AND (c.opened_at, c.case_id) < ($5, $6)";
        var states = filter.States.Count > 0 ? filter.States.Distinct().Order() : Enum.GetValues<CaseState>().AsEnumerable();
        var lists = states.Select(state =>
            $"""
            SELECT {CaseColumns} FROM cases c
            WHERE c.controller_id = $1 AND c.state = {(int)state}
              AND ($2 = '[]' OR c.access_right IN (SELECT value FROM json_each($2)))
              AND ($3 IS NULL OR c.legal_deadline < $3){after}
            """);
        return session.Query(
            $"{string.Join(" UNION ALL ", lists)} ORDER BY c.opened_at DESC, c.case_id DESC LIMIT $4",
            Case,
            filter.ControllerId,
            $"[{string.Join(',', filter.Rights.Select(r => (int)r))}]",
            Milliseconds(filter.LegalDeadlineBefore),
            filter.PageSize,
            Milliseconds(filter.After?.At),
            filter.After is null ? null : Bytes(filter.After.Id.Value));
    }

    public static List<(CaseRow Case, StepRow Step)> WaitingForPerson(SqliteSession session, string controllerId, StepPosition? after, int limit)
    {
        var begin = after is null ? "" : " AND (s.person_until, s.case_id, s.ordinal) > ($3, $4, $5)";
        return session.Query(
            $"""
            SELECT {CaseColumns}, {StepColumns} FROM steps s CROSS JOIN cases c ON c.case_no = s.case_no
            WHERE s.controller_id = $1 AND s.person_until IS NOT NULL{begin}
            ORDER BY s.person_until, s.case_id, s.ordinal LIMIT $2
            """,
            CaseAndStep,
            controllerId,
            limit,
            Milliseconds(after?.DueAt),
            after is null ? null : Bytes(after.Id.Value),
            after?.Ordinal);
    }
}
