using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>What several gateway processes on one database and one broker owe each other.</summary>
public class ManyGateways
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_call_that_waits_is_answered_though_another_process_does_all_the_work()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("2s", "30s"));
        await using var portal = await StartAsync(world, "Api");
        await using var worker = await StartAsync(world, "Orchestrator,Dispatcher");

        var closed = await portal.Cases.ExecuteAsync(World.NewCase(), Patience);

        Assert.Equal(CaseState.Closed, closed.State);
        Assert.Equal(["crm", "mail"], closed.Steps.Select(s => s.SystemId).Order());
    }

    [Fact]
    public async Task A_case_is_watched_on_one_process_while_it_moves_on_another()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        };
        await using var one = await StartAsync(world, "All");
        await using var other = await StartAsync(world, "Api");
        var running = one.Cases.ExecuteAsync(World.NewCase(), Patience);
        await gate.Asked;
        var id = Assert.Single(await other.Cases.ListAllAsync()).CaseId;

        var seen = other.Cases.WaitForAsync(id, c => c.State == CaseState.Closed);
        gate.Open();

        Assert.Equal((await running).Revision, (await seen).Revision);
    }

    [Fact]
    public async Task All_cases_are_watched_on_one_process_while_they_move_on_others()
    {
        await using var world = await World.PrepareAsync();
        await using var one = await StartAsync(world, "All");
        await using var other = await StartAsync(world, "Api");
        using var watch = other.Cases.WatchCases(new WatchCasesRequest { ControllerId = "test" }, deadline: CaseClientExtensions.In(Patience));
        Assert.True(await watch.ResponseStream.MoveNext(default));

        var left = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            left.Add((await one.Cases.ExecuteAsync(World.NewCase(email: $"person{i}@example.fi"), Patience)).CaseId);
        }

        while (left.Count > 0)
        {
            Assert.True(await watch.ResponseStream.MoveNext(default));
            if (watch.ResponseStream.Current.State == CaseState.Closed)
            {
                left.Remove(watch.ResponseStream.Current.CaseId);
            }
        }
    }

    [Fact]
    public async Task The_same_request_handed_in_everywhere_at_once_opens_one_case_and_asks_each_system_once()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("2s", "30s"));
        await using var one = await StartAsync(world, "All");
        await using var other = await StartAsync(world, "All");
        var request = World.NewCase();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : other).Cases.ExecuteAsync(request, Patience)));

        Assert.Single(answers.Select(a => a.CaseId).Distinct());
        Assert.All(answers, a => Assert.Equal(CaseState.Closed, a.State));
        Assert.Single(world.One.Calls);
        Assert.Single(world.Two.Calls);
    }

    [Fact]
    public async Task What_a_stopped_process_held_another_finishes()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        };
        await using var portal = await StartAsync(world, "Api");
        await using (var leaving = await StartAsync(world, "Orchestrator,Dispatcher"))
        {
            var submitted = await portal.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = World.NewCase() });
            await gate.Asked;
            gate.Open();
            await leaving.StopAsync();
            await using var coming = await StartAsync(world, "Orchestrator,Dispatcher");
            Assert.Equal(CaseState.Closed, (await portal.Cases.WaitForAsync(submitted.Case.CaseId, c => c.State == CaseState.Closed)).State);
        }

        Assert.Single(world.One.Calls.Select(c => c.Context.OperationId).Distinct());
    }

    [Fact]
    public async Task A_process_that_does_not_serve_portals_refuses_them()
    {
        await using var world = await World.PrepareAsync();
        await using var worker = await StartAsync(world, "Dispatcher");

        var refused = await RichError.FromAsync(() => worker.Cases.ExecuteAsync(World.NewCase(), Patience));

        Assert.Equal(StatusCode.Unimplemented, refused.Code);
    }

    private static Task<TestGateway> StartAsync(World world, string roles) => TestGateway.StartAsync(
        world.Folder, new Dictionary<string, string> { ["one"] = world.One.Address, ["two"] = world.Two.Address }, null, [.. World.Quick, $"--Gateway:Roles={roles}"]);
}
