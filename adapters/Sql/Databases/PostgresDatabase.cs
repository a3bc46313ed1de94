using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace DsrGateway.Adapters.Sql.Databases;

internal sealed class PostgresDatabase(string connectionString) : SqlDatabase
{
    public override string CreateLedger =>
        """
        DO $$ BEGIN
          PERFORM pg_advisory_xact_lock(7101);
          CREATE TABLE IF NOT EXISTS dsr_operation (operation_id text NOT NULL PRIMARY KEY, at timestamptz NOT NULL, outcome text);
        END $$
        """;

    public override string CreateKept =>
        """
        DO $$ BEGIN
          PERFORM pg_advisory_xact_lock(7101);
          CREATE TABLE IF NOT EXISTS dsr_kept (digest text NOT NULL, what text NOT NULL, name text NOT NULL, row_key text NOT NULL, guard text NOT NULL,
            kept_at text NOT NULL, PRIMARY KEY (digest, what, name, row_key));
          CREATE TABLE IF NOT EXISTS dsr_kept_key (id integer NOT NULL PRIMARY KEY, key text NOT NULL);
        END $$
        """;

    public override string TableExists(Query query, string table) => $"SELECT 1 WHERE to_regclass({query.Add(table)}::text) IS NOT NULL";

    // New rows that point at a locked row have to wait until it is gone.
    public override string RowLock => " FOR UPDATE";

    public override string Fold(string expression) => $"lower(normalize(({expression})::text, NFC) COLLATE \"und-x-icu\")";

    public override string AsText(string expression) => $"({expression})::text";

    public override string Digest(string expression, string salt) => $"encode(sha256(convert_to({salt}::text || ({expression})::text, 'UTF8')), 'hex')";

    public override bool MayHoldText(Column column) => column.Kind is ColumnKind.Text or ColumnKind.Json or ColumnKind.Other;

    public override string Value(Query query, Column column, string? text) => text is null ? "NULL" : $"CAST({query.Add(text)}::text AS {column.Type})";

    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SET TRANSACTION READ ONLY";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    public override async Task<IReadOnlyList<Column>> ReadColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"""
            SELECT a.attname, t.typname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), a.attnotnull
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE a.attrelid = to_regclass({query.Add(Quote(table))}::text) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;
        var columns = new List<Column>();
        await using var command = query.On(connection, null);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(new Column(reader.GetString(0), Kind(reader.GetString(1)), reader.GetString(2), !reader.GetBoolean(3)));
        }

        return columns;
    }

    public override bool IsOutage(DbException fault) =>
        fault is NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or IOException or TimeoutException }
        || fault is PostgresException { SqlState: var state } && (state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state is "40001" or "40P01" or "55P03");

    public override bool IsRefusal(DbException fault) => fault is PostgresException { SqlState: ['2', '3', ..] };

    protected override DbConnection Create() => new NpgsqlConnection(connectionString);

    private static ColumnKind Kind(string type) => type switch
    {
        "text" or "varchar" or "bpchar" or "citext" or "name" => ColumnKind.Text,
        "int2" or "int4" or "int8" => ColumnKind.Integer,
        "numeric" or "float4" or "float8" => ColumnKind.Number,
        "bool" => ColumnKind.Boolean,
        "uuid" => ColumnKind.Uuid,
        "date" or "timestamp" or "timestamptz" or "time" or "timetz" or "interval" => ColumnKind.Time,
        "bytea" => ColumnKind.Bytes,
        "json" or "jsonb" or "xml" => ColumnKind.Json,
        _ => ColumnKind.Other,
    };
}
