using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Adapters.Sql.Databases;

internal sealed class SqliteDatabase : SqlDatabase
{
    private const int Busy = 5, Locked = 6, NoMemory = 7, InputOutput = 10, Full = 13, CannotOpen = 14, Constraint = 19;
    private readonly string _connectionString;

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    public SqliteDatabase(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // A file that is not there is an outage, not an empty database in which nothing is held.
            builder.Mode = SqliteOpenMode.ReadWrite;
        }

        _connectionString = builder.ToString();
    }

    public override string CreateLedger =>
        "CREATE TABLE IF NOT EXISTS dsr_operation (operation_id TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, outcome TEXT)";

    public override string CreateKept =>
        """
        CREATE TABLE IF NOT EXISTS dsr_kept (digest TEXT NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, row_key TEXT NOT NULL, guard TEXT NOT NULL,
          kept_at TEXT NOT NULL, PRIMARY KEY (digest, what, name, row_key));
        CREATE TABLE IF NOT EXISTS dsr_kept_key (id INTEGER NOT NULL PRIMARY KEY, key TEXT NOT NULL);
        """;

    public override string TableExists(Query query, string table) => $"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = {query.Add(table)}";

    public override string RowLock => string.Empty;

    public override string Fold(string expression) => $"dsr_fold({expression})";

    public override string AsText(string expression) => $"CAST({expression} AS TEXT)";

    public override string Digest(string expression, string salt) => $"dsr_digest({salt}, CAST({expression} AS TEXT))";

    public override bool MayHoldText(Column column) => column.Kind != ColumnKind.Bytes;

    public override string Value(Query query, Column column, string? text)
    {
        if (text is null)
        {
            return "NULL";
        }

        object value = column.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Boolean or ColumnKind.Number when text is "true" or "false" => IsTrue(text) ? 1L : 0L,
            ColumnKind.Integer or ColumnKind.Boolean when Whole(text) is { } whole => whole,
            ColumnKind.Number when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
        return query.Add(value);
    }

    // secure_delete: what is erased is overwritten in the file too, not only unlinked.
    protected override async Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite.CreateFunction("dsr_fold", (string? text) => text is null ? null : TextFold.Of(text), isDeterministic: true);
        sqlite.CreateFunction("dsr_digest", (string salt, string? text) => text is null ? null : Hash(salt + text), isDeterministic: true);
        await using var command = sqlite.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON";
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    public override async Task<IReadOnlyList<Column>> ReadColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var query = new Query();
        var name = query.Add(table[(table.LastIndexOf('.') + 1)..]);
        query.Text = $"SELECT name, type, \"notnull\" FROM pragma_table_xinfo({name}) WHERE hidden <> 1";
        var columns = new List<Column>();
        await using var command = query.On(connection, null);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var type = reader.GetString(1).ToUpperInvariant();
            columns.Add(new Column(reader.GetString(0), Kind(type), type, reader.GetInt64(2) == 0));
        }

        return columns;
    }

    public override bool IsOutage(DbException fault) =>
        fault is SqliteException { SqliteErrorCode: Busy or Locked or NoMemory or InputOutput or Full or CannotOpen };

    public override bool IsRefusal(DbException fault) => fault is SqliteException { SqliteErrorCode: Constraint };

    protected override DbConnection Create() => new SqliteConnection(_connectionString);

    private static ColumnKind Kind(string type) => type switch
    {
        _ when type.Contains("BOOL", StringComparison.Ordinal) => ColumnKind.Boolean,
        _ when type.Contains("INT", StringComparison.Ordinal) => ColumnKind.Integer,
        _ when type.Contains("CHAR", StringComparison.Ordinal) || type.Contains("TEXT", StringComparison.Ordinal) || type.Contains("CLOB", StringComparison.Ordinal) => ColumnKind.Text,
        _ when type.Contains("BLOB", StringComparison.Ordinal) => ColumnKind.Bytes,
        _ when type.Contains("JSON", StringComparison.Ordinal) => ColumnKind.Json,
        _ when type.Contains("DATE", StringComparison.Ordinal) || type.Contains("TIME", StringComparison.Ordinal) => ColumnKind.Time,
        _ when type.Contains("REAL", StringComparison.Ordinal) || type.Contains("FLOA", StringComparison.Ordinal) || type.Contains("DOUB", StringComparison.Ordinal)
            || type.Contains("NUM", StringComparison.Ordinal) || type.Contains("DEC", StringComparison.Ordinal) => ColumnKind.Number,
        _ => ColumnKind.Other,
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
