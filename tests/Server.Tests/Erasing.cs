using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>What may stand between an erasure and "done".</summary>
public class Erasing
{
    private static readonly string Gated = World.Controller.Replace("adapter: two, searched_by: [customer_number]", "adapter: two, erasure_gate: crm, searched_by: [email, customer_number]");
    private static readonly OutcomePart NotMet = new() { Category = "user.contact", Kind = OutcomeKind.Refused, Ground = Ground.ConditionNotMet, Basis = "still active" };
    private static readonly OutcomePart Kept = new()
    {
        Category = "user.financial",
        Kind = OutcomeKind.Retained,
        Count = 3,
        Ground = Ground.LegalObligation,
        Basis = "Accounting Act 1336/1997 2:10",
        UntilDate = "2031-12-31",
    };

    private static readonly OutcomePart Residue = new() { Category = "user.contact", Kind = OutcomeKind.Residue, Count = 1, Place = "mail.archive" };

    [Fact]
    public async Task A_system_behind_a_gate_is_refused_when_the_gates_condition_is_not_met()
    {
        await using var world = await World.StartAsync(Gated);
        world.One.OnLocate = (context, _) => Task.FromResult(new LocateResponse { Selection = Answers.Selected(context, "s1"), Forecast = { NotMet } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal((CaseState.Closed, Conclusion.Refused), (answer.State, answer.Conclusion));
        Assert.Equal(NotMet, Assert.Single(answer.Step("crm").Parts));
        var behind = Assert.Single(answer.Step("mail").Parts);
        Assert.Equal((OutcomeKind.Refused, Ground.ConditionNotMet), (behind.Kind, behind.Ground));
        Assert.Contains("crm", behind.Basis, StringComparison.Ordinal);
        Assert.All(world.One.Calls.Concat(world.Two.Calls), c => Assert.Equal("Locate", c.Method));

        world.One.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1"));
        var second = await world.ExecuteAsync(World.NewCase(Right.Erasure));
        Assert.Equal((CaseState.Closed, Conclusion.Granted), (second.State, second.Conclusion));
    }

    [Fact]
    public async Task A_system_whose_gate_cannot_be_asked_does_not_erase()
    {
        await using var world = await World.StartAsync(Gated, World.Quick);
        await world.One.StopServerAsync();

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure), World.ShortDeadline);

        Assert.Equal(CaseState.Running, answer.State);
        Assert.All(world.Two.Calls, c => Assert.Equal("Locate", c.Method));
    }

    [Fact]
    public async Task A_system_that_would_refuse_is_not_asked_to_act_and_the_others_are()
    {
        await using var world = await World.StartAsync();
        world.Two.OnLocate = (context, _) => Task.FromResult(new LocateResponse { Selection = Answers.Selected(context, "s1"), Forecast = { NotMet } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal((CaseState.Closed, Conclusion.GrantedInPart), (answer.State, answer.Conclusion));
        Assert.Equal(NotMet, Assert.Single(answer.Step("mail").Parts));
        Assert.Equal(["Locate"], world.Two.Calls.Select(c => c.Method));
    }

    [Fact]
    public async Task What_is_kept_by_law_is_told_with_its_ground_and_date_beside_what_was_erased()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(Misbehaviour.Outcome(context, 0, Answers.Part(OutcomeKind.Done, 2), Kept));
        world.Two.OnVerify = (_, _) => Task.FromResult(new VerifyResponse { Parts = { Answers.Part(OutcomeKind.Done), Kept } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal((CaseState.Closed, Conclusion.GrantedInPart), (answer.State, answer.Conclusion));
        Assert.Equal([Answers.Part(OutcomeKind.Done, 2), Kept], answer.Step("mail").Parts);
    }

    [Fact]
    public async Task What_only_the_verification_finds_kept_is_told_too()
    {
        await using var world = await World.StartAsync();
        world.Two.OnVerify = (_, _) => Task.FromResult(new VerifyResponse { Parts = { Answers.Part(OutcomeKind.Done), Kept } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(Conclusion.GrantedInPart, answer.Conclusion);
        Assert.Contains(Kept, answer.Step("mail").Parts);
    }

    [Theory]
    [InlineData("user.contact")]
    [InlineData("")]
    public async Task A_residue_waits_for_a_person_and_is_never_done_and_a_retry_is_a_new_operation(string category)
    {
        var residue = new OutcomePart(Residue) { Category = category };
        await using var world = await World.StartAsync();
        world.Two.OnVerify = (_, _) => Task.FromResult(new VerifyResponse { Parts = { residue } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.Equal((StepState.WaitingForPerson, Phase.Verify), (answer.Step("mail").State, answer.Step("mail").Phase));
        Assert.Equal([residue], answer.Step("mail").Parts);

        // The system now says that nothing is held, and what it left behind is still there.
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(Misbehaviour.Outcome(context, 0, Answers.Part(OutcomeKind.NothingHeld)));
        await RetryAsync(world, answer.CaseId);
        var again = await world.WaitForAsync(answer.CaseId, c => c.State == CaseState.WaitingForPerson);
        Assert.Equal([residue], again.Step("mail").Parts);

        world.Two.OnVerify = (_, _) => Task.FromResult(Answers.Clean());
        await RetryAsync(world, answer.CaseId);
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        // What the first operation erased stands, now that it is found clean.
        Assert.Equal([Answers.Part(OutcomeKind.Done, 2)], closed.Step("mail").Parts);
        Assert.Equal(3, world.Two.Calls.Where(c => c.Method == "Fulfil").Select(c => c.Context.OperationId).Distinct().Count());
        Assert.Single(world.One.Calls, c => c.Method == "Fulfil");
    }

    [Fact]
    public async Task A_part_that_failed_waits_for_a_person_and_a_retry_is_a_new_operation()
    {
        await using var world = await World.StartAsync();
        world.Two.OnFulfil = (context, stream, _) => stream.WriteAsync(
            Misbehaviour.Outcome(context, 0, Answers.Part(OutcomeKind.Done, 2), Answers.Part(OutcomeKind.Failed, category: "user.device")));

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal((CaseState.WaitingForPerson, StepState.WaitingForPerson), (answer.State, answer.Step("mail").State));
        Assert.Contains(answer.Step("mail").Parts, p => p.Kind == OutcomeKind.Failed);
        Assert.Equal(Rule.PartFailed, answer.Step("mail").Rule);

        world.Two.OnFulfil = Answers.FulfilledAsync;
        await RetryAsync(world, answer.CaseId);
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal(2, world.Two.Calls.Where(c => c.Method == "Fulfil").Select(c => c.Context.OperationId).Distinct().Count());
    }

    [Theory]
    [InlineData("Locate")]
    [InlineData("Fulfil")]
    [InlineData("Verify")]
    public async Task A_failure_in_any_phase_waits_for_a_person_and_a_retry_repeats_that_phase_with_the_same_operation(string phase)
    {
        await using var world = await World.StartAsync();
        var fail = new RpcException(new Status(StatusCode.FailedPrecondition, "no"));
        switch (phase)
        {
            case "Locate": world.Two.OnLocate = (_, _) => throw fail; break;
            case "Fulfil": world.Two.OnFulfil = (_, _, _) => throw fail; break;
            default: world.Two.OnVerify = (_, _) => throw fail; break;
        }

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        Assert.Equal((phase, Problem.AdapterRefusedCall), (answer.Step("mail").Phase.ToString(), answer.Step("mail").Problem));
        Assert.Equal(phase != "Locate", world.One.Calls.Any(c => c.Method == "Fulfil"));

        world.Two.OnLocate = (context, _) => Task.FromResult(Answers.Located(context, "s1"));
        world.Two.OnFulfil = Answers.FulfilledAsync;
        world.Two.OnVerify = (_, _) => Task.FromResult(Answers.Clean());
        await RetryAsync(world, answer.CaseId);
        var closed = await world.WaitForAsync(answer.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Single(world.Two.Calls.Where(c => c.Method == phase).Select(c => c.Context.OperationId).Distinct());
        Assert.Equal(3, world.Two.Calls.Select(c => c.Context.OperationId).Distinct().Count());
    }

    [Fact]
    public async Task A_step_that_did_not_fail_cannot_be_retried()
    {
        await using var world = await World.StartAsync();
        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));

        var error = await RichError.FromAsync(() => RetryAsync(world, answer.CaseId));

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (error.Code, error.Reason));
    }

    private static async Task RetryAsync(World world, string caseId) => await world.Operators.RetryStepAsync(
        new RetryStepRequest { CaseId = caseId, SystemId = "mail", Reason = "mended", Actor = "staff" });
}
