using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>
/// A store in a schema of its own. A crash is opening another store on it while the first goes on: its process may
/// be dead, frozen or cut off, the others cannot tell.
/// </summary>
internal sealed class PostgresWorld<TStore, TImplementation>(string connectionString, Func<string, Task<TImplementation>> open) : StoreWorld<TStore>
    where TImplementation : class, TStore, IAsyncDisposable
{
    private readonly List<TImplementation> _stores = [];

    public static async Task<PostgresWorld<TStore, TImplementation>> CreateAsync(Func<string, Task<TImplementation>> open)
    {
        var world = new PostgresWorld<TStore, TImplementation>(await TestSchemas.CreateAsync(), open);
        await world.OpenAsync();
        return world;
    }

    public string ConnectionString => connectionString;

    public override TStore Store => Current;

    public TImplementation Current => _stores[^1];

    /// <summary>One more store on the same tables.</summary>
    public async Task<TImplementation> OpenAsync()
    {
        _stores.Add(await open(connectionString));
        return Current;
    }

    public override async Task ReopenAsync()
    {
        await Current.DisposeAsync();
        await OpenAsync();
    }

    public override Task CrashAsync() => OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await TestSchemas.DropAsync(connectionString);
    }
}
