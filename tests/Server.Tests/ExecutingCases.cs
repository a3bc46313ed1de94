using DsrGateway.TestKit;
using DsrGateway.V1;

namespace DsrGateway.Server.Tests;

public class ExecutingCases
{
    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Rectification)]
    [InlineData(Right.Erasure)]
    [InlineData(Right.Restriction)]
    [InlineData(Right.Portability)]
    [InlineData(Right.Objection)]
    [InlineData(Right.WithdrawalOfConsent)]
    public async Task Every_right_is_answered_by_every_system_and_found_by_the_chain(Right right)
    {
        await using var world = await World.StartAsync();

        var answer = await world.ExecuteAsync(World.NewCase(right));

        Assert.Equal(CaseState.Closed, answer.State);
        Assert.Equal(Conclusion.Granted, answer.Conclusion);
        Assert.Equal(["crm", "mail"], answer.Steps.Select(s => s.SystemId));
        Assert.All(answer.Steps, s => Assert.Equal(StepState.Ended, s.State));
        Assert.All(answer.Steps, s => Assert.Equal(2, Assert.Single(s.Parts).Count));
        Assert.Equal(new FoundBy { IdentifierType = "email" }, Assert.Single(answer.Steps[0].FoundBy, f => f.OriginSystemId == ""));
        Assert.Equal(new FoundBy { IdentifierType = "customer_number", OriginSystemId = "crm" }, Assert.Single(answer.Steps[1].FoundBy));
    }

    [Fact]
    public async Task Rights_that_change_data_are_located_everywhere_before_any_system_acts_and_are_verified_after()
    {
        await using var world = await World.StartAsync();

        await world.ExecuteAsync(World.NewCase(Right.Erasure));

        Assert.Equal(["Locate", "Fulfil", "Verify"], world.One.Calls.Select(c => c.Method));
        Assert.Equal(["Locate", "Fulfil", "Verify"], world.Two.Calls.Select(c => c.Method));
        Assert.All(world.One.Calls.Where(c => c.Method != "Locate"), c => Assert.Equal(["s1"], c.Context.SubjectRefs));
    }
}
