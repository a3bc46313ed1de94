using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>Both stores keep the ends of cases until portals are told.</summary>
public sealed class SqliteCallbackTests : CallbackContract
{
    protected override Task<StoreWorld<ICaseStore>> CreateAsync() =>
        Task.FromResult<StoreWorld<ICaseStore>>(new SqliteWorld<ICaseStore, SqliteCaseStore>(folder => new SqliteCaseStore(Path.Combine(folder, "cases.db"))));
}

/// <inheritdoc cref="SqliteCallbackTests"/>
[Trait("Needs", "servers")]
public sealed class PostgresCallbackTests : CallbackContract
{
    protected override async Task<StoreWorld<ICaseStore>> CreateAsync() => await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(
        connectionString => PostgresCaseStoreTests.OpenAsync(connectionString));
}
