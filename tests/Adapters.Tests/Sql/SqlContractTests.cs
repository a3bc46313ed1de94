using DsrGateway.AdapterContract;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class SqliteSelectionTests : SelectionContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await SqlUnderTest.StartAsync("sqlite");
}

public sealed class SqliteEffectTests : EffectContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await SqlUnderTest.StartAsync("sqlite");
}

[Trait("Needs", "servers")]
public sealed class PostgresSelectionTests : SelectionContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await SqlUnderTest.StartAsync("postgresql");
}

[Trait("Needs", "servers")]
public sealed class PostgresEffectTests : EffectContract
{
    protected override async Task<IAdapterUnderTest> StartAsync() => await SqlUnderTest.StartAsync("postgresql");
}
