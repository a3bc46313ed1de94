using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Statements that are asked one by one, each a transaction of its own.</summary>
internal sealed class SingleStatements(NpgsqlDataSource source)
{
    private const int MaxAttempts = 3;

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadAsync(sql, map, parameters, cancellation);
            }
            catch (NpgsqlException e) when (PostgresErrors.IsOfConnection(e) && attempt < MaxAttempts)
            {
                // Connections that the server ended while they lay idle. Reading again costs nothing, and what a sweep took
                // without being told comes back when the lease ends.
                source.Clear();
            }
            catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
            {
                throw PostgresErrors.From(e);
            }
        }
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> map, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        Array.ForEach(parameters, p => command.Parameters.Add(p.Clone()));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
