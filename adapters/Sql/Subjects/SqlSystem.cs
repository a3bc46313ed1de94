using DsrGateway.AdapterKit;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>A database with its map. The catalogue is read when the database is first reached, and must fit the map.</summary>
internal sealed class SqlSystem(string id, DataMap map, SqlDatabase database, byte[]? maskingKey) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private Catalogue? _catalogue;

    public string Id => id;

    public DataMap Map => map;

    public SqlDatabase Database => database;

    public byte[]? MaskingKey => maskingKey;

    public Reach Reach => field ??= new Reach(this);

    /// <summary>Known once PrepareAsync has run.</summary>
    public Catalogue Catalogue => _catalogue ?? throw new InvalidOperationException("The catalogue is not read yet.");

    public static string Col(string collection, string fieldName) => SqlDatabase.Quote(collection, fieldName);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_catalogue is not null)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            _catalogue ??= await ReadAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Catalogue> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var tables = new Dictionary<string, IReadOnlyList<Column>>(StringComparer.Ordinal);
        foreach (var table in map.Collections.Select(collection => collection.Name).Union(map.Lookups.Select(rule => rule.To.Collection)))
        {
            tables[table] = await database.ReadColumnsAsync(connection, table, cancellationToken);
        }

        var catalogue = new Catalogue(tables);
        var faults = CatalogueRules.Check(map, catalogue).ToList();
        return faults.Count == 0 ? catalogue : throw new TargetMismatchException($"The database does not fit {map.File}: {string.Join("; ", faults)}");
    }
}
