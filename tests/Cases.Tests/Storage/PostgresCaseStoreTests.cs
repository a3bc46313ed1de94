using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>The shared store keeps the promises of every store.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresCaseStoreTests : CaseStoreContract
{
    protected override async Task<StoreWorld<ICaseStore>> CreateAsync() => await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(OpenAsync);

    internal static Task<PostgresCaseStore> OpenAsync(string connectionString) => OpenAsync(connectionString, TimeProvider.System);

    internal static async Task<PostgresCaseStore> OpenAsync(string connectionString, TimeProvider clock)
    {
        var store = new PostgresCaseStore(connectionString, clock);
        await store.MigrateAsync(default);
        return store;
    }
}
