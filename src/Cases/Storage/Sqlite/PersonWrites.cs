using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>By what requests, and the people of open cases, are known again.</summary>
internal static class PersonWrites
{
    public static StoredRequest? FindRequest(SqliteSession session, string controllerId, string requestId) => session.QueryFirst(
        "SELECT case_id, content_hash, content_hash_now FROM cases WHERE controller_id = $1 AND request_id = $2",
        r => new StoredRequest(new CaseId(Id(r, 0)), r.GetFieldValue<byte[]>(1), r.IsDBNull(2) ? null : r.GetFieldValue<byte[]>(2)),
        controllerId, requestId);

    /// <summary>An open case that keeps one of the marks.</summary>
    public static CaseId? FindOpen(SqliteSession session, string controllerId, IReadOnlyList<byte[]> sought)
    {
        foreach (var mark in sought)
        {
            if (session.QueryFirst<CaseId?>(
                """
                SELECT c.case_id FROM case_persons p JOIN cases c ON c.case_no = p.case_no
                WHERE p.controller_id = $1 AND p.mark = $2 AND c.closed_at IS NULL
                """,
                r => new CaseId(Id(r, 0)), controllerId, mark) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static void Add(SqliteSession session, long number, string controllerId, IReadOnlyList<byte[]> marks)
    {
        foreach (var mark in marks)
        {
            session.Execute(
                "INSERT INTO case_persons (controller_id, mark, case_no) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", controllerId, mark, number);
        }
    }

    /// <summary>The person of a case that ended may ask again.</summary>
    public static void Forget(SqliteSession session, long number) => session.Execute("DELETE FROM case_persons WHERE case_no = $1", number);

    public static bool Mark(SqliteSession session, CaseId id, IReadOnlyList<byte[]> marks)
    {
        var found = session.QueryFirst<(long Number, string ControllerId)?>(
            """
            UPDATE cases SET persons_version = $2 WHERE case_id = $1 AND closed_at IS NULL
            RETURNING case_no, controller_id
            """,
            r => (r.GetInt64(0), r.GetString(1)), Bytes(id.Value), PersonMarks.Version);
        if (found is { } unmarked)
        {
            Add(session, unmarked.Number, unmarked.ControllerId, marks);
        }

        return found is not null;
    }
}
