using DsrGateway.TestKit;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Server.Tests;

/// <summary>A gateway that stops in the middle of a case, and another that starts over the same folders.</summary>
public class Restarting
{
    private static readonly string Patient = World.Controller.Replace("2s", "30s");

    [Theory]
    [InlineData(Right.Access, "Fulfil")]
    [InlineData(Right.Portability, "Fulfil")]
    [InlineData(Right.Objection, "Fulfil")]
    [InlineData(Right.WithdrawalOfConsent, "Fulfil")]
    [InlineData(Right.Erasure, "Locate")]
    [InlineData(Right.Erasure, "Fulfil")]
    [InlineData(Right.Erasure, "Verify")]
    [InlineData(Right.Rectification, "Fulfil")]
    [InlineData(Right.Restriction, "Verify")]
    public async Task A_step_that_was_being_asked_is_asked_again_as_the_same_operation(Right right, string phase)
    {
        await using var world = await World.StartAsync(Patient, World.Quick);
        var gate = world.Two.HoldAt(phase);
        var opened = await world.Cases.SubmitAsync(World.NewCase(right));
        await gate.Asked;

        await world.Gateway.DisposeAsync();
        gate.Open();
        await world.StartGatewayAsync(World.Quick);
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Equal(opened.LegalDeadlineTime, closed.LegalDeadlineTime);
        var asked = world.Two.Calls.Where(c => c.Method == phase).ToList();
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Select(c => c.Context.OperationId).Distinct());
        Assert.Equal(asked[0].Context.Identifiers, asked[1].Context.Identifiers);
        Assert.Equal(asked[0].Context.SubjectRefs, asked[1].Context.SubjectRefs);
        // What was answered before the restart is not asked again.
        Assert.All(world.One.Calls.GroupBy(c => c.Method), g => Assert.Single(g));
    }

    [Fact]
    public async Task A_case_that_waits_for_an_adapter_goes_on_after_the_restart_as_the_same_operation()
    {
        await using var world = await World.StartAsync(Patient, World.NoBackOff);
        world.Two.OnFulfil = (_, _, _) => throw new RpcException(new Status(StatusCode.Unavailable, ""));
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await world.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.State == StepState.WaitingForAdapter));

        world.Two.OnFulfil = Answers.FulfilledAsync;
        await world.RestartAsync(World.NoBackOff);
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
        Assert.Single(world.Two.Calls.Select(c => c.Context.OperationId).Distinct());
    }

    [Fact]
    public async Task A_case_that_needs_information_or_a_person_or_is_over_is_found_as_it_was()
    {
        const string hand = "\n      - { id: social, name: LinkedIn, kind: social_media, by_hand: Search., legal_bases: [consent] }";
        await using var world = await World.StartAsync(World.Controller.TrimEnd() + hand);
        var byHand = await world.ExecuteAsync(World.NewCase());
        var phone = World.NewCase();
        phone.Identifiers[0] = new Identifier { Type = "phone", Value = "+358401234567" };
        var needs = await world.ExecuteAsync(phone);
        var cancelled = await world.ExecuteAsync(World.NewCase(Right.Portability));
        await world.Cases.CancelCaseAsync(new CancelCaseRequest { CaseId = cancelled.CaseId, Actor = "portal", Reason = "asked" });
        cancelled = await world.Cases.GetAsync(cancelled.CaseId);
        Assert.Equal((CaseState.WaitingForPerson, CaseState.NeedsInformation), (byHand.State, needs.State));
        var package = await world.Cases.DownloadAsync(byHand.CaseId);
        var calls = world.One.Calls.Count;

        await world.RestartAsync();

        Assert.Equal(needs, await world.Cases.GetAsync(needs.CaseId));
        Assert.Equal(cancelled, await world.Cases.GetAsync(cancelled.CaseId));
        Assert.Equal(byHand.Steps, (await world.Cases.GetAsync(byHand.CaseId)).Steps);
        Assert.InRange((await world.Cases.DownloadAsync(byHand.CaseId)).Length, package.Length - 64, package.Length + 64);
        await world.Cases.ProvideInformationAsync(new ProvideInformationRequest
        {
            CaseId = needs.CaseId,
            Actor = "portal",
            Identifiers = { new Identifier { Type = "email", Value = "maija@example.fi" } },
        });
        foreach (var id in (string[])[needs.CaseId, byHand.CaseId])
        {
            await world.WaitForAsync(id, c => c.State == CaseState.WaitingForPerson && c.Step("crm").State == StepState.Ended);
            await world.Operators.CompleteStepAsync(new CompleteStepRequest
            {
                CaseId = id,
                SystemId = "social",
                Evidence = "looked",
                Actor = "staff",
                Parts = { Answers.Part(OutcomeKind.NothingHeld) },
            });
            Assert.Equal(Conclusion.Granted, (await world.WaitForAsync(id, c => c.IsOver())).Conclusion);
        }

        Assert.Equal(calls + 1, world.One.Calls.Count);
    }

    [Fact]
    public async Task An_open_case_goes_on_under_the_configuration_it_was_opened_with()
    {
        await using var world = await World.StartAsync(Patient, World.Quick);
        var gate = world.Two.HoldAt("Fulfil");
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;
        await world.Gateway.DisposeAsync();
        gate.Open();
        TestGateway.Configure(world.Folder, Patient.Replace("      - { id: crm, name: CRM", "      - { id: shop, name: Shop, kind: other, adapter: one, searched_by: [email], legal_bases: [contract] }\n      - { id: crm, name: Renamed"));

        await world.StartGatewayAsync(World.Quick);
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());
        var next = await world.ExecuteAsync(World.NewCase(email: "next@example.fi"));

        Assert.Equal(["crm", "mail"], closed.Steps.Select(s => s.SystemId));
        Assert.Equal("CRM", closed.Step("crm").SystemName);
        Assert.Equal(["shop", "crm", "mail"], next.Steps.Select(s => s.SystemId));
    }

    [Fact]
    public async Task A_case_of_a_system_that_the_configuration_dropped_still_ends()
    {
        // Where queues outlive the process, the asking lies in that of the dropped system until its lease ends: twice the time limit and 10 s.
        await using var world = await World.StartAsync(Patient.Replace("30s", "5s"), World.Quick);
        var gate = world.Two.HoldAt("Fulfil");
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;
        await world.Gateway.DisposeAsync();
        gate.Open();
        TestGateway.Configure(world.Folder, string.Join('\n', Patient.Split('\n').Where(l => !l.Contains("id: mail", StringComparison.Ordinal))));

        await world.StartGatewayAsync(World.Quick);
        var closed = await world.WaitForAsync(opened.CaseId, c => c.IsOver());

        Assert.Equal(Conclusion.Granted, closed.Conclusion);
    }
}
