using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Identifying;
using DsrGateway.Cases.Planning;
using static DsrGateway.Cases.Orchestrating.Board;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>A system that the configuration refuses is looked into where what it knows may lead on to systems that are to act.</summary>
public sealed class RefusedButSearchedTests
{
    private static readonly SystemConfig Crm = RestingOn(LegalBasis.LegalObligation, "crm");

    [Theory]
    [InlineData(Right.WithdrawalOfConsent, Ground.NotBasedOnConsent)]
    [InlineData(Right.Portability, Ground.ConditionNotMet)]
    public void What_only_a_refused_system_knows_finds_the_person_elsewhere(Right right, Ground ground)
    {
        var board = new Board(right, [Crm, ByAdapter("letters", "customer_number")]).Advance();
        Assert.Equal(["crm:Locate"], board.Started);

        board.Located("crm", Learns("customer_number", "4711")).Advance();

        Assert.Equal(["letters:Fulfil"], board.Started);
        Assert.Equal(CaseState.Closed, board.Fulfilled("letters").Advance().State);
        Assert.Equal((Conclusion.GrantedInPart, ground), (board.Conclusion, board["crm"].Document.Parts.Single().Ground));
    }

    [Fact]
    public void One_refused_system_leads_to_the_next()
    {
        var board = new Board(Right.WithdrawalOfConsent, [RestingOn(LegalBasis.Contract, "extranet", "customer_number"), Crm, ByAdapter("analytics", "client_id")]).Advance();
        board.Located("crm", Learns("customer_number", "4711")).Advance();
        Assert.Equal(["extranet:Locate"], board.Started);

        Assert.Equal(["analytics:Fulfil"], board.Located("extranet", Learns("client_id", "GA1.2")).Advance().Started);
    }

    [Fact]
    public void What_others_know_is_looked_for_in_refused_systems_too()
    {
        var board = new Board(Right.WithdrawalOfConsent, [ByAdapter("letters"), RestingOn(LegalBasis.Contract, "crm", "customer_number"), ByAdapter("analytics", "client_id")]).Advance();

        Assert.Equal(["crm:Locate"], board.Fulfilled("letters", Learns("customer_number", "4711")).Advance().Started);
    }

    [Fact]
    public void Nobody_is_searched_for_where_every_system_is_refused()
    {
        var board = new Board(Right.WithdrawalOfConsent, [Crm, RestingOn(LegalBasis.Contract, "erp")]).Advance();

        Assert.Empty(board.Started);
        Assert.Equal((CaseState.Closed, Conclusion.Refused), (board.State, board.Conclusion));
    }

    [Theory]
    [InlineData("by hand")]
    [InlineData("not by what is the person's alone")]
    public void Nobody_is_searched_for_where_the_others_could_not_use_it(string why)
    {
        var board = new Board(Right.WithdrawalOfConsent, [Crm, why == "by hand" ? ByHand("paper") : ByAdapter("logs", "ip_address")]).Advance();

        Assert.DoesNotContain("crm:Locate", board.Started);
    }

    [Fact]
    public void The_refusal_stands_whether_one_several_or_nobody_is_found()
    {
        foreach (var answer in new Func<Board, Board>[] { b => b.Located("crm"), b => b.Several("crm"), b => b.Located("crm", [Part(OutcomeKind.NothingHeld)]), b => b.Failed("crm", Problem.NotSupported) })
        {
            var board = new Board(Right.WithdrawalOfConsent, [Crm, ByAdapter("letters")]).Advance();
            Assert.Equal(CaseState.Closed, answer(board.Fulfilled("letters")).Advance().State);
            Assert.Equal((Conclusion.GrantedInPart, Ground.NotBasedOnConsent), (board.Conclusion, board["crm"].Document.Parts.Single().Ground));
        }
    }

    [Fact]
    public void While_it_is_away_nobody_is_given_up_and_the_others_have_acted()
    {
        var board = new Board(Right.WithdrawalOfConsent, [Crm, ByAdapter("letters"), ByAdapter("analytics", "client_id")]).Advance();
        Assert.Equal(["crm:Locate", "letters:Fulfil"], board.Started);

        board.Fulfilled("letters").Deferred("crm").Advance();

        Assert.Equal((CaseState.Running, StepState.Planned), (board.State, board["analytics"].State));
    }

    [Fact]
    public void Information_is_asked_for_where_only_refused_systems_could_be_searched()
    {
        var board = new Board(Right.WithdrawalOfConsent, [Crm, ByAdapter("letters", "user_name")]).Advance();

        board.Located("crm").Advance();

        Assert.Equal((CaseState.NeedsInformation, StepState.WaitingForInformation), (board.State, board["letters"].State));
    }

    [Fact]
    public void The_plan_says_what_is_only_looked_into()
    {
        var board = new Board(Right.WithdrawalOfConsent, [Crm, ByAdapter("letters")]);

        var plan = StepPlanner.Plan(board.Config, [], Right.WithdrawalOfConsent, [], [Email]);

        Assert.Equal((PlannedAction.Refuse, Phase.Locate, "email"), (plan[0].Action, plan[0].Phases.Single(), plan[0].SearchedBy.Single()));
    }
}
