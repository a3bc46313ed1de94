using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace DsrGateway.Adapters.Sql.Databases;

/// <summary>One connection in one transaction. Disposing without CommitAsync undoes everything.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private SqlSession(DbConnection connection, DbTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    public static async Task<SqlSession> BeginAsync(SqlDatabase database, bool writes, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            var transaction = writes ? await database.BeginWriteAsync(connection, cancellationToken) : await database.BeginReadAsync(connection, cancellationToken);
            return new SqlSession(connection, transaction);
        }
        catch (DbException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<int> ExecuteAsync(Query query, CancellationToken cancellationToken)
    {
        await using var command = query.On(_connection, _transaction);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<object?[]>> RowsAsync(Query query, CancellationToken cancellationToken)
    {
        var rows = new List<object?[]>();
        await foreach (var reader in ReadAsync(query, cancellationToken))
        {
            rows.Add(Values(reader));
        }

        return rows;
    }

    /// <summary>Row by row; a column is read once and in order, so that large ones can be streamed.</summary>
    public async IAsyncEnumerable<DbDataReader> ReadAsync(Query query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = query.On(_connection, _transaction);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader;
        }
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static object?[] Values(DbDataReader reader)
    {
        var values = new object?[reader.FieldCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        }

        return values;
    }
}
