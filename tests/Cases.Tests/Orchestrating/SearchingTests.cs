using DsrGateway.Cases.Identifying;
using static DsrGateway.Cases.Orchestrating.Board;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Who is asked with what, and when a search is over.</summary>
public sealed class SearchingTests
{
    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Portability)]
    [InlineData(Right.Objection)]
    [InlineData(Right.WithdrawalOfConsent)]
    public void Rights_that_act_at_once_are_fulfilled_in_one_call(Right right)
    {
        var board = new Board(right, [ByAdapter("crm"), ByAdapter("erp")]).Advance();
        Assert.Equal(["crm:Fulfil", "erp:Fulfil"], board.Started);
        Assert.Equal(CaseState.Running, board.State);

        Assert.Equal(CaseState.Closed, board.Fulfilled("crm").Nobody("erp").Advance().State);
        Assert.Equal(Conclusion.Granted, board.Conclusion);
    }

    [Theory]
    [InlineData(Right.Erasure)]
    [InlineData(Right.Rectification)]
    [InlineData(Right.Restriction)]
    public void Rights_that_change_data_locate_everywhere_then_fulfil_then_verify(Right right)
    {
        var board = new Board(right, [ByAdapter("crm"), ByAdapter("erp")]).Advance();
        Assert.Equal(["crm:Locate", "erp:Locate"], board.Started);
        Assert.Empty(board.Located("crm").Advance().Started);
        Assert.Equal(["crm:Fulfil", "erp:Fulfil"], board.Located("erp").Advance().Started);
        Assert.Empty(board.Fulfilled("crm").Advance().Started);
        Assert.Equal(["crm:Verify", "erp:Verify"], board.Fulfilled("erp").Advance().Started);
        Assert.Equal(CaseState.Closed, board.Verified("crm").Verified("erp").Advance().State);
        Assert.Equal(Conclusion.Granted, board.Conclusion);
    }

    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Erasure)]
    public void A_unique_identifier_leads_on_to_systems_that_nothing_else_can_search(Right right)
    {
        var board = new Board(right, [ByAdapter("crm"), ByAdapter("shop", "customer_number")]).Advance();
        Assert.Single(board.Started);

        Answer(board, "crm", Learns("customer_number", "4711")).Advance();

        Assert.StartsWith("shop:", Assert.Single(board.Started), StringComparison.Ordinal);
        Assert.Equal([new AskedIdentifier(new Identifier("customer_number", "4711"), "crm")], board["shop"].Document.Asked);
    }

    [Theory]
    [InlineData("name", true)]
    [InlineData("phone", true)]
    [InlineData("ip_address", true)]
    [InlineData("customer_number", false)]
    public void What_is_not_the_persons_alone_leads_nowhere(string type, bool adapterSaysUnique)
    {
        // An adapter may call a name unique; the controller's list of types says that no name is.
        var board = new Board(Right.Access, [ByAdapter("crm"), ByAdapter("shop", type)]).Advance();

        board.Fulfilled("crm", Learns(type, type == "ip_address" ? "192.0.2.7" : "0401234567", adapterSaysUnique)).Advance();

        Assert.Empty(board.Started);
        Assert.Equal(Ground.CannotIdentify, board["shop"].Document.Parts.Single().Ground);
    }

    [Fact]
    public void Systems_that_teach_one_another_in_a_circle_come_to_rest()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "email", "user_name"), ByAdapter("b", "customer_number")]).Advance();
        board.Fulfilled("a", Learns("customer_number", "1")).Advance();
        board.Fulfilled("b", Learns("user_name", "anna")).Advance();
        Assert.Equal(["a:Fulfil"], board.Started);

        board.Fulfilled("a", Learns("customer_number", "1")).Advance();

        Assert.Equal(CaseState.Closed, board.State);
    }

    [Fact]
    public void A_chain_without_end_is_cut_and_left_to_a_person_not_called_complete()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "email", "user_name"), ByAdapter("b", "customer_number")]).Advance();
        var answers = 0;
        while (board.State == CaseState.Running)
        {
            Assert.InRange(++answers, 1, 16);
            var asked = board.Started.Single().Split(':')[0];
            board.Fulfilled(asked, Learns(asked == "a" ? "customer_number" : "user_name", $"v{answers}")).Advance();
        }

        Assert.Equal((8, CaseState.WaitingForPerson), (board["a"].Document.Searches, board.State));
        Assert.Equal(CaseState.Closed, board.Completed("a").Advance().State);
    }

    [Fact]
    public void What_a_system_taught_is_known_while_it_is_asked_again()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "email", "user_name"), ByAdapter("b", "customer_number", "session_id"), ByAdapter("c"), ByAdapter("d")]).Advance();
        board.Fulfilled("a", Learns("customer_number", "1")).Fulfilled("c", Learns("user_name", "anna")).Deferred("d").Advance();
        Assert.Equal(["a:Fulfil", "b:Fulfil"], board.Started);

        // a is away now; b must not be asked with less than before.
        board.Deferred("a").Fulfilled("b").Fulfilled("d", Learns("session_id", "s9")).Advance();

        Assert.Equal(["b:Fulfil"], board.Started);
        Assert.Equal(["customer_number", "session_id"], board["b"].Document.Asked.Select(a => a.Identifier.Type).Order());
    }

    [Fact]
    public void What_a_system_told_itself_is_nothing_new_to_it()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "email", "customer_number")]).Advance();

        Assert.Equal(CaseState.Closed, board.Fulfilled("a", Learns("customer_number", "1")).Advance().State);
    }

    [Fact]
    public void What_a_person_completed_is_not_searched_again()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "email", "customer_number"), ByAdapter("b")]).Advance();
        board.Failed("a").Fulfilled("b").Advance();
        Assert.Equal(CaseState.WaitingForPerson, board.State);
        board.Completed("a").Informed(new Identifier("customer_number", "1")).Advance();

        Assert.Empty(board.Started);
        Assert.Equal("seen", board["a"].Document.Evidence);
    }

    [Fact]
    public void If_no_system_can_be_searched_information_is_asked_for()
    {
        var board = new Board(Right.Access, [ByAdapter("a", "customer_number"), ByAdapter("b", "user_name")], Email).Advance();

        Assert.Equal(CaseState.NeedsInformation, board.State);
        Assert.Equal(["user_name"], board["b"].Document.InformationNeeded);
        Assert.Equal(["a:Fulfil"], board.Informed(new Identifier("customer_number", "1")).Advance().Started);
    }

    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Erasure)]
    public void Information_that_serves_one_system_ends_the_waiting_of_the_others(Right right)
    {
        var board = new Board(right, [ByAdapter("a", "customer_number"), ByAdapter("b", "user_name")], Email).Advance();
        board.Informed(new Identifier("customer_number", "1")).Advance();

        board.Nobody("a").Advance();

        Assert.Equal(CaseState.Closed, board.State);
        Assert.Equal(Ground.CannotIdentify, board["b"].Document.Parts.Single().Ground);
    }

    [Fact]
    public void A_system_that_nothing_can_search_is_told_as_such_if_others_could_be()
    {
        var board = new Board(Right.Access, [ByAdapter("a"), ByAdapter("b", "user_name")]).Advance();
        Assert.Equal(StepState.Planned, board["b"].State);

        board.Fulfilled("a").Advance();

        Assert.Equal((CaseState.Closed, Conclusion.GrantedInPart), (board.State, board.Conclusion));
        Assert.Equal(["user_name"], board["b"].Document.InformationNeeded);
    }

    [Fact]
    public void A_system_that_could_not_be_searched_is_taken_up_when_an_identifier_comes()
    {
        var board = new Board(Right.Access, [ByAdapter("a"), ByAdapter("b", "user_name"), ByHand("c")]).Advance();
        board.Fulfilled("a").Advance();
        Assert.Equal(Ground.CannotIdentify, board["b"].Document.Parts.Single().Ground);

        Assert.Equal(["b:Fulfil"], board.Informed(new Identifier("user_name", "anna")).Advance().Started);
    }

    [Fact]
    public void While_an_adapter_is_awaited_nobody_is_given_up()
    {
        var board = new Board(Right.Erasure, [ByAdapter("a"), ByAdapter("b", "customer_number")]).Advance();
        board.Deferred("a").Advance();
        Assert.Equal((CaseState.Running, StepState.Planned), (board.State, board["b"].State));

        Assert.Equal(["b:Locate"], board.Located("a", Learns("customer_number", "1")).Advance().Started);
    }

    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Erasure)]
    public void Several_candidates_hold_the_case_until_information_comes(Right right)
    {
        var board = new Board(right, [ByAdapter("a", "email", "customer_number"), ByAdapter("b")]).Advance();
        Answer(board.Several("a"), "b").Advance();
        Assert.Equal(CaseState.NeedsInformation, board.State);
        Assert.Empty(board.Started);
        Assert.Equal(["customer_number"], board["a"].Document.InformationNeeded);

        board.Informed(new Identifier("customer_number", "1")).Advance();

        Assert.StartsWith("a:", Assert.Single(board.Started), StringComparison.Ordinal);
    }

    private static Board Answer(Board board, string systemId, params LearntIdentifier[] learnt) =>
        board.Right.LooksBeforeActing() ? board.Located(systemId, learnt) : board.Fulfilled(systemId, learnt);
}
