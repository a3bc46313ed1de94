using DsrGateway.Cases;
using DsrGateway.Cases.Protecting;

namespace DsrGateway.StoreContract;

/// <summary>What every <see cref="ICaseKeyStore"/> promises. Inherit it and hand out a fresh store.</summary>
public abstract class CaseKeyStoreContract : IAsyncLifetime
{
    private StoreWorld<ICaseKeyStore> _world = null!;

    protected ICaseKeyStore Keys => _world.Store;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    /// <summary>A fresh, empty store of its own.</summary>
    protected abstract Task<StoreWorld<ICaseKeyStore>> CreateAsync();

    [Fact]
    public async Task A_key_is_found_as_it_was_made_also_after_a_crash()
    {
        var id = CaseId.New();
        var key = await Keys.CreateAsync(id, "acme", default);

        Assert.Equal(32, key.Length);
        Assert.Equal(key, await Keys.FindAsync(id, "acme", default));
        await _world.CrashAsync();
        Assert.Equal(key, await Keys.FindAsync(id, "acme", default));
        await _world.ReopenAsync();
        Assert.Equal(key, await Keys.FindAsync(id, "acme", default));
    }

    [Fact]
    public async Task A_controller_has_keys_from_its_first_case_on_and_others_have_none_of_it()
    {
        Assert.False(await Keys.HasKeysAsync("acme", default));
        await Keys.CreateAsync(CaseId.New(), "acme", default);

        Assert.True(await Keys.HasKeysAsync("acme", default));
        Assert.False(await Keys.HasKeysAsync("globex", default));
        Assert.True(await Keys.AcceptsAsync("acme", default));
        Assert.True(await Keys.AcceptsAsync("globex", default));
        await _world.ReopenAsync();
        Assert.True(await Keys.AcceptsAsync("acme", default));
    }

    [Fact]
    public async Task No_two_cases_share_a_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Keys.CreateAsync(CaseId.New(), "acme", default)));

        Assert.Equal(200, keys.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task A_key_that_was_never_made_is_not_found() => Assert.Null(await Keys.FindAsync(CaseId.New(), "acme", default));

    [Fact]
    public async Task A_destroyed_key_is_gone_for_good_also_after_a_crash()
    {
        var (id, other) = (CaseId.New(), CaseId.New());
        await Keys.CreateAsync(id, "acme", default);
        await Keys.CreateAsync(other, "acme", default);

        await Keys.DestroyAsync(id, default);
        await Keys.DestroyAsync(id, default);

        Assert.Null(await Keys.FindAsync(id, "acme", default));
        await _world.CrashAsync();
        Assert.Null(await Keys.FindAsync(id, "acme", default));
        Assert.NotNull(await Keys.FindAsync(other, "acme", default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_controller_never_gets_the_key(bool afterCrash)
    {
        var id = CaseId.New();
        await Keys.CreateAsync(id, "acme", default);
        await Keys.CreateAsync(CaseId.New(), "globex", default);
        if (afterCrash)
        {
            await _world.CrashAsync();
        }

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => Keys.FindAsync(id, "globex", default));
    }

    [Fact]
    public async Task A_case_gets_one_key_and_never_a_second()
    {
        var id = CaseId.New();
        var key = await Keys.CreateAsync(id, "acme", default);

        await Assert.ThrowsAnyAsync<CaseException>(() => Keys.CreateAsync(id, "acme", default));
        Assert.Equal(key, await Keys.FindAsync(id, "acme", default));
    }

    [Fact]
    public async Task A_find_that_runs_while_the_key_is_destroyed_does_not_bring_it_back()
    {
        for (var i = 0; i < 50; i++)
        {
            var id = CaseId.New();
            await Keys.CreateAsync(id, "acme", default);
            using var stop = new CancellationTokenSource();
            var finders = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await Keys.FindAsync(id, "acme", default);
                }
            })).ToArray();
            await Keys.DestroyAsync(id, default);
            await stop.CancelAsync();
            await Task.WhenAll(finders);

            Assert.Null(await Keys.FindAsync(id, "acme", default));
        }
    }
}
