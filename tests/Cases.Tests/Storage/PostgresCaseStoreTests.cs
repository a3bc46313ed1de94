using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>The shared store keeps the promises of every store.</summary>
public sealed class PostgresCaseStoreTests : CaseStoreContract
{
    protected override async Task<StoreWorld<ICaseStore>> CreateAsync() => await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(OpenAsync);

    internal static async Task<PostgresCaseStore> OpenAsync(string connectionString)
    {
        var store = new PostgresCaseStore(connectionString, TimeProvider.System);
        await store.MigrateAsync(default);
        return store;
    }
}
