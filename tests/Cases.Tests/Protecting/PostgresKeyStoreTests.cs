using System.Collections.Concurrent;
using DsrGateway.Cases.Storage;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Protecting;

/// <summary>The shared key store keeps the promises of every key store.</summary>
[Trait("Needs", "servers")]
public sealed class PostgresKeyStoreTests : CaseKeyStoreContract, IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentBag<PostgresKeyStore> _stores = [];
    private PostgresWorld<ICaseKeyStore, PostgresKeyStore> _world = null!;

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_first_key_of_a_new_controller_stands_and_a_second_one_is_not_accepted()
    {
        var (one, other) = (await StoreAsync("one"), await StoreAsync("other"));

        Assert.True(await one.AcceptsAsync("acme", default));
        Assert.False(await other.AcceptsAsync("acme", default));
        Assert.True(await (await StoreAsync("one")).AcceptsAsync("acme", default));
    }

    [Fact]
    public async Task Of_many_that_bring_keys_of_their_own_at_once_one_is_accepted()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StoreAsync($"folder{i}")));

        var accepted = await Task.WhenAll(stores.Select(s => s.AcceptsAsync("acme", default)));

        Assert.Single(accepted, a => a);
    }

    /// <summary>What a gateway of before the check values left: case keys and no value.</summary>
    [Fact]
    public async Task A_key_that_opens_what_is_there_is_accepted_without_anybody_doing_something_and_another_is_not()
    {
        var one = await StoreAsync("one");
        await one.CreateAsync(CaseId.New(), "acme", default);
        await TestSchemas.ExecuteAsync(_world.ConnectionString, "DELETE FROM controller_keys");

        Assert.False(await (await StoreAsync("other")).AcceptsAsync("acme", default));
        Assert.True(await (await StoreAsync("one")).AcceptsAsync("acme", default));
        Assert.False(await (await StoreAsync("other")).AcceptsAsync("acme", default));
    }

    /// <summary>A process that serves a controller no more looked at nothing when it started; what is left of the controller's cases still comes to it.</summary>
    [Fact]
    public async Task Another_key_neither_seals_nor_opens_a_case()
    {
        var (one, other) = (await StoreAsync("one"), await StoreAsync("other"));
        var id = CaseId.New();
        await one.CreateAsync(id, "acme", default);
        KeysIn("other").WrappingKey("acme");

        var seals = await Assert.ThrowsAsync<ControllerKeyException>(() => other.CreateAsync(CaseId.New(), "acme", default));
        await Assert.ThrowsAsync<ControllerKeyException>(() => other.FindAsync(id, "acme", default));

        Assert.Contains(_folder["other/acme.key"], seals.Message, StringComparison.Ordinal);
        File.Copy(_folder["one/acme.key"], _folder["other/acme.key"], overwrite: true);
        Assert.NotNull(await (await StoreAsync("other")).FindAsync(id, "acme", default));
    }

    [Fact]
    public async Task A_key_is_not_made_where_cases_are_sealed_under_one_that_is_not_here()
    {
        await (await StoreAsync("one")).CreateAsync(CaseId.New(), "acme", default);
        var keys = KeysIn("other");
        var check = new ControllerKeyCheck(keys, await StoreAsync("other"));

        var refused = await Assert.ThrowsAsync<ControllerKeyException>(() => check.CreateAsync("acme", default));

        Assert.Contains("bring it back", refused.Message, StringComparison.Ordinal);
        Assert.False(keys.Exists("acme"));
        Assert.Contains("bring it back", Assert.Single(await check.FaultsAsync(["acme"], default)), StringComparison.Ordinal);
    }

    protected override async Task<StoreWorld<ICaseKeyStore>> CreateAsync() => _world = await PostgresWorld<ICaseKeyStore, PostgresKeyStore>.CreateAsync(c => OpenAsync(c, _folder.Path));

    private ControllerKeys KeysIn(string folder) => new(_folder[folder], makesMissing: true);

    /// <summary>A process with a key folder of its own.</summary>
    private async Task<PostgresKeyStore> StoreAsync(string folder)
    {
        var store = await OpenAsync(_world.ConnectionString, _folder[folder]);
        _stores.Add(store);
        return store;
    }

    private static async Task<PostgresKeyStore> OpenAsync(string connectionString, string folder)
    {
        var store = new PostgresKeyStore(connectionString, new ControllerKeys(folder, makesMissing: true), TimeProvider.System);
        await store.MigrateAsync(default);
        return store;
    }
}
