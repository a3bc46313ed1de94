using DsrGateway.Cases.Storage;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Protecting;

/// <summary>The shared key store keeps the promises of every key store.</summary>
public sealed class PostgresKeyStoreTests : CaseKeyStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override async Task<StoreWorld<ICaseKeyStore>> CreateAsync() => await PostgresWorld<ICaseKeyStore, PostgresKeyStore>.CreateAsync(OpenAsync);

    private async Task<PostgresKeyStore> OpenAsync(string connectionString)
    {
        var store = new PostgresKeyStore(connectionString, new ControllerKeys(_folder.Path), TimeProvider.System);
        await store.MigrateAsync(default);
        return store;
    }
}
