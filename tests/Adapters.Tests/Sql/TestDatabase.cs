using System.Data.Common;
using System.Globalization;
using System.Text;
using DsrGateway.TestServers.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace DsrGateway.Adapters.Tests.Sql;

/// <summary>A database of its own for one test: SQLite in a folder, or one in the PostgreSQL that all tests share.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _folder;

    private TestDatabase(string provider, string connection, string? folder) => (Provider, Connection, _folder) = (provider, connection, folder);

    public string Provider { get; }

    public string Connection { get; }

    public string Unreachable => Provider == "sqlite" ? "Data Source=/nonexistent/none.db" : "Host=127.0.0.1;Port=1;Username=none;Timeout=2";

    public static async Task<TestDatabase> CreateAsync(string provider)
    {
        if (provider == "postgresql")
        {
            return new TestDatabase(provider, await SharedServers.CreateDatabaseAsync(), null);
        }

        SQLitePCL.Batteries_V2.Init();
        var folder = Directory.CreateTempSubdirectory("dsr-sql-").FullName;
        var file = Path.Combine(folder, "target.db");
        var database = new TestDatabase(provider, $"Data Source={file}", folder);
        await database.ExecuteAsync("PRAGMA journal_mode = WAL");
        return database;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? string.Empty;
    }

    public async Task<string> DumpAsync(params string[] tables)
    {
        var text = new StringBuilder();
        await using var connection = await OpenAsync();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var cells = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)).Select(v => v is byte[] b ? Convert.ToBase64String(b) : Convert.ToString(v, CultureInfo.InvariantCulture));
                text.Append(CultureInfo.InvariantCulture, $"{table}: {string.Join('|', cells)}\n");
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            await SharedServers.DropDatabaseAsync(Connection);
            return;
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = _folder is null ? new NpgsqlConnection(Connection) : new SqliteConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }
}
