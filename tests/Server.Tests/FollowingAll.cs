using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>A portal that follows all its cases by one stream.</summary>
public class FollowingAll
{
    [Fact]
    public async Task Every_case_is_told_as_it_comes_to_another_state()
    {
        await using var world = await World.StartAsync();
        using var watch = Watch(world);
        Assert.Equal("", (await NextAsync(watch)).CaseId);

        var closed = await world.ExecuteAsync(World.NewCase());
        var phone = World.NewCase();
        phone.Identifiers[0] = new Identifier { Type = "phone", Value = "+358401234567" };
        var needs = await world.ExecuteAsync(phone);

        await UntilAsync(watch, w => w.CaseId == closed.CaseId && w.State == CaseState.Closed && w.Conclusion == Conclusion.Granted && w.Revision >= closed.Revision);
        await UntilAsync(watch, w => w.CaseId == needs.CaseId && w.State == CaseState.NeedsInformation);
        await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = needs.CaseId, Actor = "portal", Reason = "asked" });
        await UntilAsync(watch, w => w.CaseId == needs.CaseId && w.State == CaseState.Cancelled);
    }

    [Fact]
    public async Task What_happens_while_nobody_watches_is_told_from_the_last_position_on_also_after_a_restart()
    {
        await using var world = await World.StartAsync();
        var position = "";
        using (var watch = Watch(world))
        {
            position = (await NextAsync(watch)).Position;
        }

        var before = await world.ExecuteAsync(World.NewCase());
        await world.RestartAsync();
        var after = await world.ExecuteAsync(World.NewCase(email: "after@example.fi"));

        using var again = Watch(world, position);
        var left = new HashSet<string> { before.CaseId, after.CaseId };
        while (left.Count > 0)
        {
            var told = await NextAsync(again);
            if (told.State == CaseState.Closed)
            {
                left.Remove(told.CaseId);
            }
        }
    }

    [Fact]
    public async Task Nothing_is_told_twice_in_one_stream_nor_of_another_controller()
    {
        await using var world = await World.PrepareAsync();
        TestGateway.Configure(world.Folder, World.Controller.Replace("id: test", "id: other"), "other.yaml");
        await world.StartGatewayAsync();
        using var watch = Watch(world);
        await NextAsync(watch);

        var others = World.NewCase();
        others.ControllerId = "other";
        await world.ExecuteAsync(others);
        var first = await world.ExecuteAsync(World.NewCase());
        var told = await UntilAsync(watch, w => w.CaseId == first.CaseId && w.State == CaseState.Closed);
        // Longer than what is looked at again and again.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var second = await world.ExecuteAsync(World.NewCase(email: "second@example.fi"));
        told.AddRange(await UntilAsync(watch, w => w.CaseId == second.CaseId && w.State == CaseState.Closed));

        Assert.All(told.GroupBy(t => (t.CaseId, t.State)), g => Assert.Single(g));
        Assert.Equal(new HashSet<string> { first.CaseId, second.CaseId }, told.Select(t => t.CaseId).ToHashSet());
    }

    [Fact]
    public async Task The_stream_ends_as_unavailable_when_the_gateway_stops()
    {
        await using var world = await World.StartAsync();
        using var watch = Watch(world);
        await NextAsync(watch);

        var stopping = world.Gateway.StopAsync();

        Assert.Equal("GATEWAY_STOPPING", (await RichError.FromAsync(() => NextAsync(watch))).Reason);
        await stopping;
    }

    [Fact]
    public async Task A_position_or_controller_that_does_not_exist_is_refused()
    {
        await using var world = await World.StartAsync();
        using var watch = world.Cases.WatchCases(new WatchCasesRequest { ControllerId = "nobody", Position = "page" });

        var refused = await RichError.FromAsync(() => NextAsync(watch));

        Assert.Equal("INVALID_FIELDS", refused.Reason);
        Assert.Equal(["controller_id", "position"], refused.Fields.Order());
    }

    private static AsyncServerStreamingCall<WatchCasesResponse> Watch(World world, string position = "") => world.Cases.WatchCases(
        new WatchCasesRequest { ControllerId = "test", Position = position }, deadline: CaseClientExtensions.In(TimeSpan.FromSeconds(60)));

    private static async Task<WatchCasesResponse> NextAsync(AsyncServerStreamingCall<WatchCasesResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext(default));
        return watch.ResponseStream.Current;
    }

    private static async Task<List<WatchCasesResponse>> UntilAsync(AsyncServerStreamingCall<WatchCasesResponse> watch, Func<WatchCasesResponse, bool> wanted)
    {
        var told = new List<WatchCasesResponse> { await NextAsync(watch) };
        while (!wanted(told[^1]))
        {
            told.Add(await NextAsync(watch));
        }

        return told;
    }
}
