using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf.Reflection;

namespace DsrGateway.Server.Tests;

/// <summary>A portal that is told by HTTP that its cases ended.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class CallingBack
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly string[] Soon = [.. World.Quick, "--Callbacks:FirstDelay=00:00:00.05", "--Callbacks:SweepInterval=00:00:00.05", "--Gateway:ReloadInterval=00:00:00.05"];

    /// <summary>Looks at the store by itself only after longer than a test waits.</summary>
    private static readonly string[] OnlyWhenWoken = [.. World.Quick, "--Callbacks:SweepInterval=00:10:00"];

    [Fact]
    public async Task The_end_of_a_case_is_told_at_once_signed_and_without_personal_data()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, OnlyWhenWoken);

        var request = World.NewCase();
        var closed = await world.ExecuteAsync(request);
        var told = await portal.NextAsync();

        Assert.True(told.IsSignedBy(Key));
        Assert.Equal("application/json", told.ContentType);
        Assert.InRange(
            TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(told.Timestamp, CultureInfo.InvariantCulture)), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        AssertBody(closed, told.Body);
        Assert.DoesNotContain(request.RequestId, told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("maija", told.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cancelled_case_is_told_of_too_and_an_open_one_is_not()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, Soon);
        var phone = World.NewCase();
        phone.Identifiers[0] = new Identifier { Type = "phone", Value = "+358401234567" };
        var waiting = await world.ExecuteAsync(phone);
        Assert.Empty(portal.Taken());

        var cancelled = await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = waiting.CaseId, Actor = "portal", Reason = "asked" });

        AssertBody(cancelled.Case, (await portal.NextAsync()).Body);
    }

    [Fact]
    public async Task What_the_portal_does_not_take_is_told_again_under_the_same_id()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, Soon);
        var left = 2;
        portal.OnReceived = (_, context) =>
        {
            // A redirect is not followed: the address is the configuration's.
            context.Response.StatusCode = Interlocked.Decrement(ref left) switch { 1 => 500, 0 => 307, _ => 204 };
            context.Response.Headers.Location = portal.Url + "&elsewhere=1";
            return Task.CompletedTask;
        };

        var closed = await world.ExecuteAsync(World.NewCase());
        ReceivedCallback[] told = [await portal.NextAsync(), await portal.NextAsync(), await portal.NextAsync()];
        await world.ExecuteAsync(World.NewCase(email: "next@example.fi"));
        var next = await portal.NextAsync();

        Assert.Single(told.Select(t => t.Id).Distinct());
        Assert.Single(told.Select(t => t.Body).Distinct());
        Assert.All(told, t => Assert.True(t.IsSignedBy(Key)));
        AssertBody(closed, told[0].Body);
        Assert.NotEqual(told[0].Id, next.Id);
        Assert.DoesNotContain(closed.CaseId, next.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_that_is_down_or_silent_slows_no_case_and_is_told_when_it_is_back()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, [.. Soon, "--Callbacks:Timeout=00:00:00.2", "--Callbacks:Concurrency=1"]);
        var silent = new Gate();
        portal.OnReceived = (_, context) => silent.PassAsync(context.RequestAborted);
        var first = await world.ExecuteAsync(World.NewCase());
        var id = (await portal.NextAsync()).Id;
        Assert.Equal(id, (await portal.NextAsync()).Id);

        await portal.StopServerAsync();
        var second = await world.ExecuteAsync(World.NewCase(email: "second@example.fi"));
        Assert.Equal(CaseState.Closed, second.State);
        portal.OnReceived = (_, _) => Task.CompletedTask;
        portal.Taken();
        await portal.StartServerAsync();

        var told = new HashSet<string>();
        while (told.Count < 2)
        {
            told.Add(CaseId(await portal.NextAsync()));
        }

        Assert.Equal(new HashSet<string> { first.CaseId, second.CaseId }, told);
    }

    [Fact]
    public async Task A_gateway_that_stopped_before_it_told_tells_after_its_start()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, [.. World.Quick, "--Callbacks:FirstDelay=00:00:02"]);
        await portal.StopServerAsync();
        var closed = await world.ExecuteAsync(World.NewCase());
        await world.Gateway.DisposeAsync();

        await portal.StartServerAsync();
        await world.StartGatewayAsync(Soon);

        AssertBody(closed, (await portal.NextAsync()).Body);
    }

    [Fact]
    public async Task A_case_that_was_opened_before_the_callback_was_configured_is_told_of()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"), Soon);
        var gate = world.Two.HoldAt("Fulfil");
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;

        await world.Gateway.DisposeAsync();
        Configure(world, portal, "30s");
        gate.Open();
        await world.StartGatewayAsync(Soon);

        AssertBody(await world.WaitForAsync(opened.CaseId, c => c.IsOver()), (await portal.NextAsync()).Body);
    }

    [Fact]
    public async Task A_changed_secret_counts_at_once_and_one_that_others_can_read_signs_nothing()
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await StartAsync(portal, Soon);
        var file = world.Folder["portal.secret"];
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherRead);
        await world.ExecuteAsync(World.NewCase());

        var other = RandomNumberGenerator.GetBytes(24);
        CallbackReceiver.WriteSecret(file, other);

        Assert.True((await portal.NextAsync()).IsSignedBy(other));
    }

    [Theory]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("no secret")]
    [InlineData(null)]
    public async Task A_secret_that_cannot_be_used_stops_the_start_and_is_not_shown(string? content)
    {
        await using var portal = await CallbackReceiver.StartAsync();
        await using var world = await World.PrepareAsync();
        Configure(world, portal);
        File.Delete(world.Folder["portal.secret"]);
        if (content is not null)
        {
            File.WriteAllText(world.Folder["portal.secret"], content);
            File.SetUnixFileMode(world.Folder["portal.secret"], UnixFileMode.UserRead);
        }

        var refused = await Assert.ThrowsAsync<Hosting.ConfigurationException>(() => world.StartGatewayAsync(Soon));

        Assert.Contains("callback.secret_file", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(content ?? "\0", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<World> StartAsync(CallbackReceiver portal, string[] settings)
    {
        var world = await World.PrepareAsync();
        Configure(world, portal);
        await world.StartGatewayAsync(settings);
        return world;
    }

    private static void Configure(World world, CallbackReceiver portal, string timeout = "2s") => TestGateway.Configure(
        world.Folder, $"{World.Controller.Replace("2s", timeout)}\n{portal.Configuration(world.Folder["portal.secret"], Key)}\n");

    private static string CaseId(ReceivedCallback told) => JsonDocument.Parse(told.Body).RootElement.GetProperty("case_id").GetString()!;

    /// <summary>Every field, and no other; states by their names in the contract.</summary>
    private static void AssertBody(Case expected, string body)
    {
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal(["controller_id", "case_id", "state", "conclusion", "revision", "close_time"], told.EnumerateObject().Select(p => p.Name));
        Assert.Equal("test", told.GetProperty("controller_id").GetString());
        Assert.Equal(expected.CaseId, told.GetProperty("case_id").GetString());
        Assert.Equal(Name(expected.State), told.GetProperty("state").GetString());
        Assert.Equal(Name(expected.Conclusion), told.GetProperty("conclusion").GetString());
        Assert.Equal(expected.Revision, told.GetProperty("revision").GetInt64());
        Assert.Equal(expected.CloseTime.ToDateTimeOffset(), told.GetProperty("close_time").GetDateTimeOffset());
    }

    private static string Name<TEnum>(TEnum value) where TEnum : struct, Enum =>
        typeof(TEnum).GetField(value.ToString())!.GetCustomAttributes(false).OfType<OriginalNameAttribute>().Single().Name;
}
