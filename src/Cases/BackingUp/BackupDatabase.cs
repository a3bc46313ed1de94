using DsrGateway.Cases.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.BackingUp;

/// <summary>Copies of SQLite files.</summary>
internal static class BackupDatabase
{
    /// <summary>One committed state, whole, while the gateway that owns the file goes on writing.</summary>
    public static void Copy(string from, string to)
    {
        if (!File.Exists(from))
        {
            throw new BackupException($"{from} does not exist: there is nothing to back up.");
        }

        try
        {
            using (var session = new SqliteConnections(from).Open())
            {
                session.Execute("VACUUM INTO $1", to);
            }
        }
        catch (SqliteException e)
        {
            throw new BackupException($"{from} cannot be copied now (SQLite error {e.SqliteErrorCode}).");
        }

        BackupFolder.Flush(to);
    }

    public static (long Version, IReadOnlyDictionary<string, long> Rows) Describe(string path) => Read(path, session =>
    {
        var tables = session.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", r => r.GetString(0));
        return (session.QueryFirst("PRAGMA user_version", r => r.GetInt64(0)),
            (IReadOnlyDictionary<string, long>)tables.ToDictionary(t => t, t => session.QueryFirst($"SELECT count(*) FROM \"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", r => r.GetInt64(0))));
    });

    public static void CheckIntegrity(string path)
    {
        if (Read(path, session => session.QueryFirst("PRAGMA integrity_check(1)", r => r.GetString(0))) is var found && found != "ok")
        {
            throw new BackupException($"{path} is damaged.");
        }
    }

    /// <summary>Only reading, and as one who leaves no file beside it: its hash must stay.</summary>
    public static T Read<T>(string path, Func<SqliteSession, T> work)
    {
        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            using var session = new SqliteSession(connection);
            connection.Open();
            return work(session);
        }
        catch (SqliteException e)
        {
            throw new BackupException($"{path} cannot be read as a database (SQLite error {e.SqliteErrorCode}).");
        }
    }
}
