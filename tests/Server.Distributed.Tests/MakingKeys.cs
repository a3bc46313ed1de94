using DsrGateway.Server.Hosting;
using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.TestServers;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>The verb `keys create` as an operator types it: a process of its own, its exit code and what it says.</summary>
public sealed class MakingKeys
{
    [Fact]
    public async Task A_key_is_made_before_its_controller_is_described()
    {
        await using var world = await World.PrepareAsync();

        await CreateAsync(world, "one", "later");

        Assert.True(File.Exists(Path.Combine(world.Folder["one"], "later.key")));
    }

    [Fact]
    public async Task What_is_no_controllers_id_makes_no_file()
    {
        await using var world = await World.PrepareAsync();

        var said = await RefusalAsync(world, "one", "../outside");

        Assert.Contains("ended with 2: \"../outside\" is no controller's id", said, StringComparison.Ordinal);
        Assert.False(File.Exists(world.Folder["outside.key"]));
    }

    [Fact]
    public async Task Every_key_that_cannot_be_made_is_told_and_the_others_are_made()
    {
        await using var world = await World.PrepareAsync();
        await CreateAsync(world, "one", "first", "second");

        var said = await RefusalAsync(world, "two", "first", "new", "second");

        Assert.Contains("first.key is missing. The key was made before", said, StringComparison.Ordinal);
        Assert.Contains("second.key is missing. The key was made before", said, StringComparison.Ordinal);
        Assert.Contains("new: made", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "Cases:Distributed:KeyDatabase is no Npgsql connection string")]
    [InlineData("Port=abc;Host=127.0.0.1", "Cases:Distributed:KeyDatabase is no Npgsql connection string")]
    [InlineData("Username=somebody", "Cases:Distributed:KeyDatabase names no server")]
    [InlineData("Host=127.0.0.1;Port=1;Username=somebody;Database=keys", "Cases:Distributed:KeyDatabase, 127.0.0.1:1, database keys, user somebody")]
    public async Task A_key_database_that_cannot_be_asked_is_named(string database, string expected)
    {
        await using var world = await World.PrepareAsync();

        var said = await RefusalAsync(world, "one", "first", $"--Cases:Distributed:KeyDatabase={database}");

        Assert.StartsWith("dotnet ended with 1: ", said, StringComparison.Ordinal);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private static async Task CreateAsync(World world, string folder, params string[] rest) => await Verb.RunAsync(
        "dotnet",
        [typeof(GatewayApp).Assembly.Location, "keys", "create", .. rest.Where(a => !a.StartsWith('-')), .. await TestGateway.Engine!.SettingsAsync(world.Folder),
            $"--Gateway:ControllersFolder={world.Folder["controllers"]}", $"--Cases:KeyFolder={world.Folder[folder]}", .. rest.Where(a => a.StartsWith('-'))]);

    private static async Task<string> RefusalAsync(World world, string folder, params string[] rest) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => CreateAsync(world, folder, rest))).Message;
}
