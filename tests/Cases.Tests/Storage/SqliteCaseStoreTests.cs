using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>The embedded store keeps the promises of every store.</summary>
public sealed class SqliteCaseStoreTests : CaseStoreContract
{
    protected override Task<StoreWorld<ICaseStore>> CreateAsync() =>
        Task.FromResult<StoreWorld<ICaseStore>>(new SqliteWorld<ICaseStore, SqliteCaseStore>(folder => new SqliteCaseStore(Path.Combine(folder, "cases.db"))));
}
