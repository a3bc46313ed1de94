using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>A case may be cancelled until something that cannot be taken back was asked.</summary>
public class Cancelling
{
    private static readonly string Patient = World.Controller.Replace("2s", "30s");

    [Theory]
    [InlineData(Right.Access, "Fulfil", true)]
    [InlineData(Right.Portability, "Fulfil", true)]
    [InlineData(Right.Objection, "Fulfil", false)]
    [InlineData(Right.WithdrawalOfConsent, "Fulfil", false)]
    [InlineData(Right.Erasure, "Locate", true)]
    [InlineData(Right.Erasure, "Fulfil", false)]
    [InlineData(Right.Erasure, "Verify", false)]
    [InlineData(Right.Rectification, "Locate", true)]
    [InlineData(Right.Rectification, "Fulfil", false)]
    [InlineData(Right.Restriction, "Locate", true)]
    [InlineData(Right.Restriction, "Verify", false)]
    public async Task A_case_is_cancelled_only_before_anything_irreversible_was_asked(Right right, string phase, bool allowed)
    {
        await using var world = await World.StartAsync(Patient);
        var gate = world.One.HoldAt(phase);
        var opened = await world.Cases.SubmitAsync(World.NewCase(right));
        await gate.Asked;

        if (allowed)
        {
            var cancelled = await CancelAsync(world, opened.CaseId);
            Assert.Equal(CaseState.Cancelled, cancelled.State);
            Assert.NotNull(cancelled.CloseTime);
            gate.Open();
            Assert.Equal(cancelled, await CancelAsync(world, opened.CaseId));
            await world.ExecuteAsync(World.NewCase(email: "next@example.fi"));
            Assert.Equal(cancelled, await world.Cases.GetAsync(opened.CaseId));
            Assert.DoesNotContain(world.Two.Calls, c => c.Context.CaseId == opened.CaseId && c.Method != "Locate");
        }
        else
        {
            var error = await RichError.FromAsync(() => CancelAsync(world, opened.CaseId));
            Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (error.Code, error.Reason));
            gate.Open();
            Assert.Equal(Conclusion.Granted, (await world.WaitForAsync(opened.CaseId, c => c.IsOver())).Conclusion);
        }
    }

    [Fact]
    public async Task A_closed_case_cannot_be_cancelled()
    {
        await using var world = await World.StartAsync();
        var closed = await world.ExecuteAsync(World.NewCase());

        var error = await RichError.FromAsync(() => CancelAsync(world, closed.CaseId));

        Assert.Equal(("WRONG_STATE", "Closed"), (error.Reason, error.Metadata["state"]));
    }

    [Fact]
    public async Task An_erasure_that_a_person_has_done_by_hand_cannot_be_cancelled()
    {
        const string hands = "\n      - { id: social, name: LinkedIn, kind: social_media, by_hand: Delete., legal_bases: [consent] }"
            + "\n      - { id: calls, name: Calls, kind: call_recordings, by_hand: Delete., legal_bases: [contract] }";
        await using var world = await World.StartAsync(World.Controller.TrimEnd() + hands);
        world.One.OnLocate = (_, _) => Task.FromResult(Answers.LocatedNobody());
        var waiting = await world.ExecuteAsync(World.NewCase(Right.Erasure));
        Assert.Equal(CaseState.WaitingForPerson, waiting.State);
        await world.Operators.CompleteStepAsync(new CompleteStepRequest
        {
            CaseId = waiting.CaseId,
            SystemId = "social",
            Evidence = "deleted",
            Actor = "staff",
            Parts = { Answers.Part(OutcomeKind.Done, 1) },
        });

        var error = await RichError.FromAsync(() => CancelAsync(world, waiting.CaseId));

        Assert.Equal("WRONG_STATE", error.Reason);
    }

    [Fact]
    public async Task A_cancelled_case_has_no_package_and_lets_the_person_ask_again()
    {
        await using var world = await World.StartAsync(Patient);
        var gate = world.One.HoldAt("Fulfil");
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;
        await CancelAsync(world, opened.CaseId);
        gate.Open();

        var error = await RichError.FromAsync(() => world.Cases.DownloadAsync(opened.CaseId));
        var again = await world.ExecuteAsync(World.NewCase());

        Assert.Equal("WRONG_STATE", error.Reason);
        Assert.Equal((CaseState.Closed, Conclusion.Granted), (again.State, again.Conclusion));
        Assert.NotEqual(opened.CaseId, again.CaseId);
    }

    private static async Task<Case> CancelAsync(World world, string caseId) =>
        (await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = caseId, Actor = "portal", Reason = "the person withdrew it" })).Case;
}
