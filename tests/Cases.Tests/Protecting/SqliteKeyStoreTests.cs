using DsrGateway.Cases.Storage;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Protecting;

/// <summary>The embedded key store keeps the promises of every key store.</summary>
public sealed class SqliteKeyStoreTests : CaseKeyStoreContract
{
    protected override Task<StoreWorld<ICaseKeyStore>> CreateAsync() => Task.FromResult<StoreWorld<ICaseKeyStore>>(
        new SqliteWorld<ICaseKeyStore, SqliteKeyStore>(folder => new SqliteKeyStore(Path.Combine(folder, "case-keys.db"), new ControllerKeys(folder, makesMissing: true))));
}
