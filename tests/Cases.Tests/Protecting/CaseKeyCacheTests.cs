using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Protecting;

/// <summary>A key that another process may have destroyed is not used for long.</summary>
[Trait("Needs", "servers")]
public sealed class CaseKeyCacheTests
{
    private static readonly CaseId Id = CaseId.New();
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(31)]
    [InlineData(45)]
    public void No_key_outlives_its_lifetime_however_the_cache_is_used(int step)
    {
        var cache = new CaseKeyCache(TimeSpan.FromSeconds(60), _clock);
        _clock.Advance(TimeSpan.FromSeconds(7));
        cache.Remember(Id, "acme", [1], cache.Moment);
        for (var age = 0; age < 60; age += step)
        {
            Assert.True(age >= 30 || cache.Find(Id, "acme") is not null, $"forgotten after {age} s");
            _clock.Advance(TimeSpan.FromSeconds(step));
        }

        Assert.Null(cache.Find(Id, "acme"));
    }

    [Fact]
    public void A_key_read_before_it_was_destroyed_is_not_remembered_after()
    {
        var cache = new CaseKeyCache(Timeout.InfiniteTimeSpan, _clock);
        var moment = cache.Moment;
        cache.Remove(Id);
        cache.Remember(Id, "acme", [1], moment);

        Assert.Null(cache.Find(Id, "acme"));
    }

    [Fact]
    public void A_key_is_found_for_its_controller_only()
    {
        var cache = new CaseKeyCache(Timeout.InfiniteTimeSpan, _clock);
        cache.Remember(Id, "acme", [1], cache.Moment);

        Assert.Null(cache.Find(Id, "globex"));
        Assert.NotNull(cache.Find(Id, "acme"));
    }

    [Fact]
    public async Task A_key_that_another_gateway_destroyed_is_used_for_a_minute_at_most()
    {
        var connectionString = await TestSchemas.CreateAsync();
        using var folder = new TempFolder();
        await using (PostgresKeyStore one = new(connectionString, new ControllerKeys(folder.Path, makesMissing: true), _clock), other = new(connectionString, new ControllerKeys(folder.Path, makesMissing: true), _clock))
        {
            await one.MigrateAsync(default);
            var key = await one.CreateAsync(Id, "acme", default);
            Assert.Equal(key, await other.FindAsync(Id, "acme", default));
            await one.DestroyAsync(Id, default);
            Assert.Null(await one.FindAsync(Id, "acme", default));

            _clock.Advance(PostgresKeyStore.CacheLifetime);
            Assert.Null(await other.FindAsync(Id, "acme", default));
        }

        await TestSchemas.DropAsync(connectionString);
    }
}
