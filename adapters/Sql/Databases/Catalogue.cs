namespace DsrGateway.Adapters.Sql.Databases;

internal enum ColumnKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Uuid,
    Time,
    Bytes,
    Json,
    Other,
}

/// <summary>A column as the database itself describes it. Type is what a value is cast to.</summary>
internal sealed record Column(string Name, ColumnKind Kind, string Type, bool IsNullable);

/// <summary>What the database says of the tables of the map: all their columns, mapped or not.</summary>
internal sealed class Catalogue(IReadOnlyDictionary<string, IReadOnlyList<Column>> tables)
{
    public IReadOnlyList<Column> Columns(string table) => tables.TryGetValue(table, out var columns) ? columns : [];

    public Column? Find(string table, string column) => Columns(table).FirstOrDefault(found => found.Name == column);

    public Column Of(string table, string column) => Find(table, column) ?? throw new InvalidOperationException($"No column {table}.{column}.");
}
