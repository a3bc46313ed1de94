using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Changes to single rows, named by their primary key.</summary>
internal sealed class RowChanges(SqlSystem system, SqlSession session)
{
    public async Task DeleteAsync(Collection collection, IReadOnlyList<object?> key, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"DELETE FROM {SqlDatabase.Quote(collection.Name)} WHERE {Is(query, collection, key)}";
        await session.ExecuteAsync(query, cancellationToken);
    }

    public async Task UpdateAsync(Collection collection, IReadOnlyList<object?> key, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"UPDATE {SqlDatabase.Quote(collection.Name)} SET {Assignments(query, collection.Name, values)} WHERE {Is(query, collection, key)}";
        await session.ExecuteAsync(query, cancellationToken);
    }

    public string Assignments(Query query, string collection, IReadOnlyDictionary<string, string?> values) => string.Join(
        ", ",
        values.Select(value => $"\"{value.Key.Replace("\"", "\"\"", StringComparison.Ordinal)}\" = {system.Database.Value(query, system.Catalogue.Of(collection, value.Key), value.Value)}"));

    public async Task<bool> ExistsAsync(Collection collection, IReadOnlyList<object?> key, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"SELECT 1 FROM {SqlDatabase.Quote(collection.Name)} WHERE {Is(query, collection, key)}";
        return (await session.RowsAsync(query, cancellationToken)).Count == 1;
    }

    private static string Is(Query query, Collection collection, IReadOnlyList<object?> key) =>
        string.Join(" AND ", collection.PrimaryKey.Select((field, i) => $"{SqlSystem.Col(collection.Name, field.Name)} = {query.Add(key[i]!)}"));
}
