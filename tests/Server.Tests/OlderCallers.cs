using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>What the contract's second revision added is told only to callers that say they can read it.</summary>
public class OlderCallers
{
    private static readonly OutcomePart NotConcerned = new() { Category = "user", Kind = OutcomeKind.NotConcerned };

    [Fact]
    public async Task A_caller_that_says_nothing_gets_nothing_held_and_one_of_revision_two_the_truth()
    {
        await using var world = await World.StartAsync();
        world.One.OnFulfil = (context, stream, _) => SayAsync(context, stream, NotConcerned, Answers.Unique("customer_number", "C-1"));
        world.Two.OnFulfil = (context, stream, _) => SayAsync(context, stream, NotConcerned);

        var answer = await world.ExecuteAsync(World.NewCase(Right.Objection));
        var older = new CaseService.CaseServiceClient(world.Gateway.Channel);
        var read = (await older.GetCaseAsync(new GetCaseRequest { CaseId = answer.CaseId })).Case;
        using var watch = older.WatchCase(new WatchCaseRequest { CaseId = answer.CaseId });
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal((CaseState.Closed, Conclusion.NotConcerned), (answer.State, answer.Conclusion));
        Assert.All(answer.Steps, step => Assert.Equal(NotConcerned, Assert.Single(step.Parts)));
        foreach (var told in new[] { read, watch.ResponseStream.Current.Case })
        {
            Assert.Equal((CaseState.Closed, Conclusion.NothingHeld), (told.State, told.Conclusion));
            Assert.All(told.Steps, step => Assert.Equal(OutcomeKind.NothingHeld, Assert.Single(step.Parts).Kind));
        }
    }

    [Fact]
    public async Task A_case_in_which_some_systems_are_done_and_others_not_concerned_is_granted()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => SayAsync(context, stream, NotConcerned);

        var answer = await world.ExecuteAsync(World.NewCase(Right.Objection));

        Assert.Equal((CaseState.Closed, Conclusion.Granted), (answer.State, answer.Conclusion));
    }

    /// <summary>R1: an adapter of before the word existed.</summary>
    [Fact]
    public async Task An_older_adapter_that_found_somebody_and_nothing_to_stop_is_not_concerned_and_fails_nothing()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => SayAsync(context, stream, new OutcomePart { Kind = OutcomeKind.NothingHeld });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Objection));

        Assert.Equal((CaseState.Closed, Conclusion.Granted), (answer.State, answer.Conclusion));
        Assert.Equal(OutcomeKind.NotConcerned, Assert.Single(answer.Step("mail").Parts).Kind);
    }

    private static Task SayAsync(StepContext context, IServerStreamWriter<FulfilResponse> stream, OutcomePart part, params LearntIdentifier[] learnt) =>
        stream.WriteAsync(new FulfilResponse
        {
            Outcome = new FulfilOutcome { OperationId = context.OperationId, Parts = { part }, Selection = Answers.Selected(context, "s1", learnt) },
        });
}
