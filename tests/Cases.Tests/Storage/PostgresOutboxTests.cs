using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>The shared store keeps what was decided until the broker has it.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresOutboxTests : OutboxContract
{
    // It stands at noon of the same day as the contract's.
    private readonly FakeClock _clock = new();

    protected override async Task<StoreWorld<ICaseStore>> CreateAsync() => await PostgresWorld<ICaseStore, PostgresCaseStore>.CreateAsync(
        connectionString => PostgresCaseStoreTests.OpenAsync(connectionString, _clock));
}
