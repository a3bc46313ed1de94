using System.Diagnostics;
using DsrGateway.Server.Hosting;
using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>Processes of the distributed engine, each with a key folder of its own, as containers on different machines have.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeysOfProcesses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_process_never_makes_a_key_of_its_own_and_one_with_another_key_does_not_start()
    {
        await using var world = await World.PrepareAsync();

        Assert.Contains("ended with 2", await RefusalAsync(world, "one"), StringComparison.Ordinal);
        var refused = await RefusalAsync(world, "other");
        Assert.Contains(Key(world, "other"), refused, StringComparison.Ordinal);
        Assert.Contains("keys create", refused, StringComparison.Ordinal);
        // It reads as every fault of the configuration does, not as a program's.
        Assert.DoesNotContain(" at DsrGateway.", refused, StringComparison.Ordinal);
        Assert.False(File.Exists(Key(world, "one")) || File.Exists(Key(world, "other")));

        Assert.Equal(0, await CreateAsync(world, "one"));
        Assert.Equal(0, await CreateAsync(world, "one"));
        Assert.Equal(1, await CreateAsync(world, "other"));
        Assert.False(File.Exists(Key(world, "other")));
        await using var one = await StartAsync(world, "one");
        var closed = await one.Cases.ExecuteAsync(World.NewCase(), Patience);
        await MakeElsewhereAsync(world, "other");
        refused = await RefusalAsync(world, "other");
        Assert.Contains("is not the key", refused, StringComparison.Ordinal);
        // Only the key database reveals it, so it is said late, and yet in one line.
        Assert.DoesNotContain(" at DsrGateway.", refused, StringComparison.Ordinal);

        File.Copy(Key(world, "one"), Key(world, "other"), overwrite: true);
        await using var other = await StartAsync(world, "other");
        Assert.Equal(CaseState.Closed, (await other.Cases.GetAsync(closed.CaseId)).State);
    }

    [Fact]
    public async Task A_process_whose_key_cannot_be_used_takes_no_work_and_one_whose_key_goes_bad_goes_on()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("2s", "30s"));
        Assert.Equal(0, await CreateAsync(world, "one"));
        foreach (var folder in (string[])["two", "three"])
        {
            Directory.CreateDirectory(world.Folder[folder]);
            File.Copy(Key(world, "one"), Key(world, folder));
        }

        OpenToOthers(Key(world, "three"));
        await using var one = await StartAsync(world, "one");
        await using var two = await StartAsync(world, "two");

        var load = LoadAsync([one, two], "early");
        var refused = await RefusalAsync(world, "three");
        Assert.All(await load, c => Assert.Equal(CaseState.Closed, c.State));
        Assert.Contains("ended with 2", refused, StringComparison.Ordinal);
        Assert.Contains($"{Key(world, "three")} can be read by others", refused, StringComparison.Ordinal);

        OpenToOthers(Key(world, "two"));
        await SaysAsync(two, "key file cannot be used any more");
        Assert.Equal((ServingStatus.NotServing, ServingStatus.Serving), (await HealthAsync(two, "keys"), await HealthAsync(two, "")));
        Assert.All(await LoadAsync([one, two], "late"), c => Assert.Equal(CaseState.Closed, c.State));
        File.SetUnixFileMode(Key(world, "two"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await SaysAsync(two, "can be used again");
        Assert.Equal(ServingStatus.Serving, await HealthAsync(two, "keys"));
    }

    [Fact]
    public async Task A_controller_without_a_key_is_not_taken_over_until_its_key_is_made()
    {
        await using var world = await World.PrepareAsync();
        Assert.Equal(0, await CreateAsync(world, "one"));
        await using var one = await StartAsync(world, "one");

        TestGateway.Configure(world.Folder, World.Controller.Replace("id: test", "id: second"), "second.yaml");
        await SaysAsync(one, "not taken over");
        Assert.Contains(one.Said, line => line.Contains("second.key is missing", StringComparison.Ordinal));
        Assert.Equal(0, await CreateAsync(world, "one"));
        await SaysAsync(one, "taken over: 2 controllers");

        var request = World.NewCase();
        request.ControllerId = "second";
        Assert.Equal(CaseState.Closed, (await one.Cases.ExecuteAsync(request, Patience)).State);
    }

    /// <summary>Each call's deadline is far below the minute after which a message that was lost is asked again.</summary>
    private static Task<Case[]> LoadAsync(GatewayProcess[] gateways, string name) => Task.WhenAll(Enumerable.Range(0, 60).Select(
        i => gateways[i % gateways.Length].Cases.ExecuteAsync(World.NewCase(email: $"{name}{i}@example.fi"), TimeSpan.FromSeconds(40))));

    private static async Task<ServingStatus> HealthAsync(GatewayProcess gateway, string service) =>
        (await new Health.HealthClient(gateway.Channel).CheckAsync(new HealthCheckRequest { Service = service })).Status;

    private static void OpenToOthers(string path) => File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    private static string Key(World world, string folder) => Path.Combine(world.Folder[folder], "test.key");

    private static async Task<string[]> SettingsAsync(World world, string folder) =>
    [
        .. await TestGateway.Engine!.SettingsAsync(world.Folder), $"--Gateway:ControllersFolder={world.Folder["controllers"]}", $"--Cases:KeyFolder={world.Folder[folder]}",
        "--Gateway:ReloadInterval=00:00:00.1", .. World.Quick,
    ];

    private static async Task<int> CreateAsync(World world, string folder) =>
        await KeyVerbs.RunAsync(["keys", "create", "--all", .. await SettingsAsync(world, folder)]);

    /// <summary>A key as another installation would make it, which knows nothing of this one's database.</summary>
    private static async Task MakeElsewhereAsync(World world, string folder) => Assert.Equal(0, await KeyVerbs.RunAsync(
        ["keys", "create", "test", "--Cases:Engine=Embedded", $"--Gateway:ControllersFolder={world.Folder["controllers"]}", $"--Cases:KeyFolder={world.Folder[folder]}"]));

    private static async Task<GatewayProcess> StartAsync(World world, string folder) => await GatewayProcess.StartAsync(
        world.Folder, new Dictionary<string, string> { ["one"] = world.One.Address, ["two"] = world.Two.Address }, null, await SettingsAsync(world, folder));

    private static async Task<string> RefusalAsync(World world, string folder) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            // One that starts after all is not to outlive the test.
            await using var started = await StartAsync(world, folder);
        })).Message;

    private static async Task SaysAsync(GatewayProcess gateway, string text)
    {
        var since = Stopwatch.GetTimestamp();
        while (!gateway.Said.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"It never said \"{text}\": {string.Join(Environment.NewLine, gateway.Said)}");
            await Task.Delay(50);
        }
    }
}
