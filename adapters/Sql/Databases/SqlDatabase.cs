using System.Data.Common;
using System.Globalization;

namespace DsrGateway.Adapters.Sql.Databases;

/// <summary>What differs between the databases.</summary>
internal abstract class SqlDatabase
{
    public abstract string CreateLedger { get; }

    /// <summary>What an erasure kept, and the key of its digests.</summary>
    public abstract string CreateKept { get; }

    public abstract string RowLock { get; }

    /// <summary>A statement that gives a row if the table is there.</summary>
    public abstract string TableExists(Query query, string table);

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = Create();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await PrepareAsync(connection, cancellationToken);
            return connection;
        }
        catch (DbException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static string Quote(string name) =>
        string.Join('.', name.Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    public static string Quote(string table, string column) => $"{Quote(table)}.\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The expression in NFC and lower case, beyond ASCII too.</summary>
    public abstract string Fold(string expression);

    public abstract string AsText(string expression);

    public abstract string Digest(string expression, string salt);

    /// <summary>A value as text, as the column's type: what is written, and what is compared with it.</summary>
    public abstract string Value(Query query, Column column, string? text);

    /// <summary>Whether text may stand in the column, for Verify.</summary>
    public abstract bool MayHoldText(Column column);

    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<Column>> ReadColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken);

    public abstract bool IsOutage(DbException fault);

    public abstract bool IsRefusal(DbException fault);

    protected abstract DbConnection Create();

    protected virtual Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    protected static bool IsTrue(string text) => text is "true" or "True" or "1";

    protected static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
