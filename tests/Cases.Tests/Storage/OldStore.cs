using DsrGateway.Cases.Storage.Sqlite;

namespace DsrGateway.Cases.Storage;

/// <summary>A SQLite store as a gateway of earlier days would have left it.</summary>
internal static class OldStore
{
    private static readonly string[] Tables = ["snapshots", "cases", "steps", "pieces", "timeline", "callbacks"];

    /// <summary>Writes a closed store out anew with the tables of that version, and what they have place for.</summary>
    public static void Rewrite(string path, int version)
    {
        var old = path + ".old";
        using (var session = new SqliteConnections(old).Open())
        {
            Schema.Apply(session, version);
            session.Execute("ATTACH $1 AS now", path);
            foreach (var table in Tables)
            {
                Copy(session, table);
            }

            session.Execute("DETACH now");
        }

        // Closed as the last one, SQLite has taken its log into the file.
        File.Move(old, path, overwrite: true);
    }

    private static void Copy(SqliteSession session, string table)
    {
        var columns = session.Query("SELECT name FROM pragma_table_info($1, 'main')", r => r.GetString(0), table);
        if (columns.Count > 0)
        {
            var isNumbered = session.QueryFirst("SELECT count(*) FROM pragma_table_info($1, 'now') WHERE name = 'case_no'", r => r.GetInt32(0), table) == 1;
            var values = columns.Select(c => c == "case_id" && isNumbered ? "(SELECT c.case_id FROM now.cases c WHERE c.case_no = t.case_no)" : "t." + c);
            session.Execute($"INSERT INTO main.{table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM now.{table} t");
        }
    }
}
