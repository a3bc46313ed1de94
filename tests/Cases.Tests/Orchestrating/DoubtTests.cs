using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>An answer that may be about more than one person waits for a person, and nothing follows from it before.</summary>
public sealed class DoubtTests
{
    public static TheoryData<Right> Rights => [.. Enum.GetValues<Right>()];

    public static TheoryData<Right> Acting => [Right.Erasure, Right.Restriction, Right.Rectification];

    [Theory]
    [MemberData(nameof(Rights))]
    public void More_than_a_few_subjects_in_one_system_wait_for_a_person(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm"), Board.ByAdapter("mail", "customer_number")]).Advance();

        board.Answered("crm", Subjects(6, Board.Learns("customer_number", "1")), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal(StepState.WaitingForPerson, board["crm"].State);
        Assert.Equal(DoubtReason.TooManySubjects, board["crm"].Document.Doubt?.Reason);
        Assert.Empty(board.Started);
        Assert.Empty(board["crm"].Document.Parts);
        Assert.Null(board["crm"].Document.ResultAttempt);
        Assert.NotEqual(CaseState.Closed, board.State);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void A_few_do_not(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm"), Board.ByAdapter("mail", "customer_number")]).Advance();

        board.Answered("crm", Subjects(5, [.. Numbers(20)]), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Null(board["crm"].Document.Doubt);
        Assert.Single(board.Started, s => s.StartsWith("mail:", StringComparison.Ordinal));
        Assert.Equal(20, board["mail"].Document.Asked.Count);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void More_identifiers_of_a_type_than_one_person_has_wait_and_lead_nowhere(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm"), Board.ByAdapter("mail", "customer_number")]).Advance();

        board.Answered("crm", Subjects(1, [.. Numbers(900)]), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal(DoubtReason.TooManyIdentifiers, board["crm"].Document.Doubt?.Reason);
        Assert.Empty(board.Started);
        Assert.Empty(board["mail"].Document.Asked);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void Another_account_than_the_one_searched_by_waits(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm", "email", "customer_number")], Board.Email, new Identifier("customer_number", "1")).Advance();

        board.Answered("crm", Subjects(1, Board.Learns("customer_number", "2")), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal(DoubtReason.ContradictingIdentifiers, board["crm"].Document.Doubt?.Reason);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void Nothing_that_the_person_is_known_by_waits_though_the_kind_is_told(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm")]).Advance();

        board.Answered("crm", Subjects(1, Board.Learns("email", "matti@example.com")), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal(DoubtReason.ContradictingIdentifiers, board["crm"].Document.Doubt?.Reason);
    }

    [Fact]
    public void A_shared_address_that_the_system_tells_back_does_not_wait()
    {
        var board = new Board(Right.Access, [Board.ByAdapter("crm")]).Advance();

        board.Answered("crm", Subjects(1, Board.Learns("email", " Anna@Example.com", unique: false), Board.Learns("email", "own@example.com")), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal((null, CaseState.Closed), (board["crm"].Document.Doubt, board.State));
    }

    [Fact]
    public void Another_address_of_the_same_account_does_not()
    {
        var board = new Board(Right.Access, [Board.ByAdapter("crm", "email", "customer_number")], Board.Email, new Identifier("customer_number", "1")).Advance();

        board.Answered("crm", Subjects(1, Board.Learns("customer_number", "1"), Board.Learns("email", "former@example.com")), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Equal((null, CaseState.Closed), (board["crm"].Document.Doubt, board.State));
    }

    [Theory]
    [MemberData(nameof(Acting))]
    public void While_one_is_in_doubt_nothing_is_done_anywhere(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm"), Board.ByAdapter("erp")]).Advance();

        board.Located("erp").Answered("crm", Subjects(6), Board.Part(OutcomeKind.Done)).Advance();

        Assert.Empty(board.Started);
        Assert.Equal(CaseState.WaitingForPerson, board.State);
        board.Accept("crm").Advance();
        Assert.Equal(["crm:Fulfil", "erp:Fulfil"], board.Started.Order());
        Assert.Equal(6, board["crm"].Document.Selection!.SubjectRefs.Count);
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void What_a_person_accepted_goes_on_with_at_most_twenty_of_a_type(Right right)
    {
        var board = new Board(right, [Board.ByAdapter("crm"), Board.ByAdapter("mail", "customer_number")]).Advance();
        board.Answered("crm", Subjects(30, [.. Numbers(30)]), Board.Part(OutcomeKind.Done)).Advance();

        board.Accept("crm").Advance();

        Assert.Null(board["crm"].Document.Doubt);
        Assert.Equal(20, board["mail"].Document.Asked.Count);
        if (!right.LooksBeforeActing())
        {
            Assert.Equal([Board.Part(OutcomeKind.Done)], board["crm"].Document.Parts);
        }
    }

    [Fact]
    public void What_Fulfil_did_stays_told_when_Verify_fails()
    {
        var board = new Board(Right.Erasure, [Board.ByAdapter("crm")]).Advance();
        board.Located("crm").Advance().Fulfilled("crm").Advance();
        Assert.Equal(["crm:Verify"], board.Started);

        var (state, document) = StepProgress.AfterFailure(board["crm"].Document, StepRule.StatusInternal);

        Assert.Equal(StepState.WaitingForPerson, state);
        Assert.Equal([Board.Part(OutcomeKind.Done), new OutcomePart("", OutcomeKind.Failed)], document.Parts);
    }

    private static Selection Subjects(int count, params LearntIdentifier[] learnt) =>
        new() { SubjectRefs = [.. Enumerable.Range(0, count).Select(i => $"s{i}")], Learnt = learnt, MatchedBy = ["email"] };

    private static IEnumerable<LearntIdentifier> Numbers(int count) => Enumerable.Range(0, count).Select(i => Board.Learns("customer_number", $"{i}"));
}
