using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

public class RetryingAfterResidue
{
    [Fact]
    public async Task A_repeat_that_finds_nothing_more_to_erase_is_verified_again_and_a_residue_that_is_still_there_is_still_said()
    {
        await using var world = await World.StartAsync();
        var acts = 0;
        world.One.OnFulfil = (context, stream, _) => stream.WriteAsync(new FulfilResponse
        {
            Outcome = new FulfilOutcome { OperationId = context.OperationId, Parts = { Interlocked.Increment(ref acts) == 1 ? Answers.Part(OutcomeKind.Done, 2) : Answers.Part(OutcomeKind.NothingHeld) } },
        });
        var residue = Answers.Part(OutcomeKind.Residue, 1);
        residue.Place = "people.note";
        var isClean = false;
        world.One.OnVerify = (_, _) => Task.FromResult(isClean ? Answers.Clean() : new VerifyResponse { Parts = { residue } });

        var answer = await world.ExecuteAsync(World.NewCase(Right.Erasure));
        Assert.Equal(CaseState.WaitingForPerson, answer.State);
        await RetryAsync(world, answer);
        var second = await world.Gateway.WaitForAsync(answer.CaseId, c => c.Revision > answer.Revision && c.State != CaseState.Running);

        Assert.Equal(CaseState.WaitingForPerson, second.State);
        Assert.Equal((OutcomeKind.Residue, Rule.ResidueFound), (Assert.Single(second.Steps[0].Parts).Kind, second.Steps[0].Rule));

        isClean = true;
        await RetryAsync(world, second);
        var third = await world.Gateway.WaitForAsync(answer.CaseId, c => c.State == CaseState.Closed);

        Assert.Equal(Conclusion.Granted, third.Conclusion);
        Assert.Equal((OutcomeKind.Done, 2L), (Assert.Single(third.Steps[0].Parts).Kind, third.Steps[0].Parts[0].Count));
    }

    private static async Task RetryAsync(World world, Case seen) => await world.Gateway.Operators.RetryStepAsync(
        new RetryStepRequest { CaseId = seen.CaseId, SystemId = "crm", Actor = "staff", Reason = "the cause is gone" });
}
