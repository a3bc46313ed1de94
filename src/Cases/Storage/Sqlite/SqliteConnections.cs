using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>Opens connections the one way that is durable here: WAL, synchronous=FULL, foreign keys on.</summary>
internal sealed class SqliteConnections
{
    static SqliteConnections() => SQLitePCL.Batteries_V2.Init();

    private readonly string _connectionString;

    public SqliteConnections(string path)
    {
        Path = path;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
    }

    public string Path { get; }

    public SqliteSession Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        var session = new SqliteSession(connection);
        session.Execute("PRAGMA journal_mode=WAL");
        session.Execute("PRAGMA synchronous=FULL");
        session.Execute("PRAGMA foreign_keys=ON");
        session.Execute("PRAGMA busy_timeout=30000");
        session.Execute("PRAGMA secure_delete=ON");
        return session;
    }
}
