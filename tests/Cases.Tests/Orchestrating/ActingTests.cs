using static DsrGateway.Cases.Orchestrating.Board;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>When a system is made to act, and what then counts as done.</summary>
public sealed class ActingTests
{
    private static readonly OutcomePart NotMet = new("contact", OutcomeKind.Refused, Ground: Ground.ConditionNotMet, Basis: "an invoice is open");

    [Fact]
    public void A_forecast_of_refusal_or_nothing_held_ends_the_step_without_acting()
    {
        var board = new Board(Right.Erasure, [ByAdapter("a"), ByAdapter("b"), ByAdapter("c")]).Advance();
        board.Located("a", [Part(OutcomeKind.Refused, Ground.LegalClaims)]).Nobody("b").Located("c", [Part(OutcomeKind.Retained, Ground.LegalObligation)]).Advance();

        Assert.Equal(["c:Fulfil"], board.Started);
        board.Fulfilled("c", [Part(OutcomeKind.Retained, Ground.LegalObligation)]).Advance();
        Assert.Equal((CaseState.Closed, Conclusion.Refused), (board.State, board.Conclusion));
        Assert.Equal(OutcomeKind.NothingHeld, board["b"].Document.Parts.Single().Kind);
    }

    [Theory]
    [InlineData(new[] { OutcomeKind.Done }, Conclusion.Granted)]
    [InlineData(new[] { OutcomeKind.Done, OutcomeKind.NothingHeld }, Conclusion.Granted)]
    [InlineData(new[] { OutcomeKind.Done, OutcomeKind.Retained }, Conclusion.GrantedInPart)]
    [InlineData(new[] { OutcomeKind.Done, OutcomeKind.Refused }, Conclusion.GrantedInPart)]
    [InlineData(new[] { OutcomeKind.Retained, OutcomeKind.NothingHeld }, Conclusion.Refused)]
    [InlineData(new[] { OutcomeKind.Refused }, Conclusion.Refused)]
    [InlineData(new[] { OutcomeKind.NothingHeld, OutcomeKind.NothingHeld }, Conclusion.NothingHeld)]
    public void The_conclusion_is_the_fold_of_what_the_systems_said(OutcomeKind[] kinds, Conclusion conclusion)
    {
        var board = new Board(Right.Objection, [.. kinds.Select((_, i) => ByAdapter($"s{i}"))]).Advance();
        for (var i = 0; i < kinds.Length; i++)
        {
            board.Fulfilled($"s{i}", [Part(kinds[i], kinds[i] is OutcomeKind.Retained or OutcomeKind.Refused ? Ground.LegalObligation : Ground.None)]);
        }

        board.Advance();

        Assert.Equal((CaseState.Closed, conclusion), (board.State, board.Conclusion));
    }

    [Fact]
    public void Nobody_acts_before_everybody_was_located()
    {
        var board = new Board(Right.Erasure, [ByAdapter("a"), ByAdapter("b"), ByHand("c")]).Advance();
        Assert.Empty(board.Located("a").Deferred("b").Advance().Started);
        Assert.Equal(StepState.Planned, board["c"].State);
        Assert.Empty(board.Failed("b").Advance().Started);
        Assert.Equal((CaseState.WaitingForPerson, StepState.Planned), (board.State, board["c"].State));

        Assert.Equal(["a:Fulfil"], board.Retried("b").Located("b", [Part(OutcomeKind.NothingHeld)]).Advance().Started);
        Assert.Equal(StepState.WaitingForPerson, board["c"].State);
    }

    [Fact]
    public void Work_by_hand_waits_for_a_person_and_closes_with_its_outcome()
    {
        var board = new Board(Right.Access, [ByAdapter("a"), ByHand("c")]).Advance();
        Assert.Equal((CaseState.Running, StepState.WaitingForPerson), (board.State, board["c"].State));
        Assert.Equal(CaseState.WaitingForPerson, board.Fulfilled("a").Advance().State);

        Assert.Equal(CaseState.Closed, board.Completed("c", Part(OutcomeKind.NothingHeld)).Advance().State);
    }

    [Fact]
    public void A_residue_is_never_done_and_a_person_decides()
    {
        var board = Erased("a");
        board.Verified("a", Part(OutcomeKind.Residue)).Advance();

        Assert.Equal((CaseState.WaitingForPerson, OutcomeKind.Residue), (board.State, board["a"].Document.Parts.Single().Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contact")]
    public void A_residue_without_a_category_leaves_nothing_done(string category)
    {
        var board = Erased("a").Verified("a", Part(OutcomeKind.Residue, category: category));

        Assert.DoesNotContain(board["a"].Document.Parts, p => p.Kind == OutcomeKind.Done);
    }

    [Fact]
    public void After_a_residue_the_act_is_a_new_operation_and_is_verified_again()
    {
        var board = Erased("a").Verified("a", Part(OutcomeKind.Residue)).Advance();
        var operation = board["a"].OperationId;

        board.Retried("a");
        Assert.Equal(Phase.Fulfil, board["a"].Phase);
        Assert.NotEqual(operation, board["a"].OperationId);
        Assert.Equal(["a:Verify"], board.Fulfilled("a").Advance().Started);
        Assert.Equal(CaseState.Closed, board.Verified("a").Advance().State);
    }

    [Fact]
    public void After_a_residue_nothing_more_to_do_is_no_proof()
    {
        var board = Erased("a").Verified("a", Part(OutcomeKind.Residue)).Advance();

        board.Retried("a").Fulfilled("a", [Part(OutcomeKind.NothingHeld)]).Advance();

        Assert.Equal(["a:Verify"], board.Started);
        Assert.Equal(CaseState.WaitingForPerson, board.Verified("a", Part(OutcomeKind.Residue)).Advance().State);
    }

    [Fact]
    public void After_a_failure_the_same_operation_is_repeated()
    {
        var board = new Board(Right.Erasure, [ByAdapter("a")]).Advance().Located("a").Advance();
        var operation = board["a"].OperationId;

        board.Failed("a").Advance().Retried("a");

        Assert.Equal((Phase.Fulfil, operation), (board["a"].Phase, board["a"].OperationId));
    }

    [Fact]
    public void What_verify_says_is_retained_stands_beside_what_was_done()
    {
        var board = Erased("a").Verified("a", Part(OutcomeKind.Retained, Ground.LegalObligation, "invoices")).Advance();

        Assert.Equal((CaseState.Closed, Conclusion.GrantedInPart), (board.State, board.Conclusion));
    }

    [Fact]
    public void A_gate_that_refuses_holds_back_all_that_hang_on_it_however_far()
    {
        var board = new Board(Right.Erasure, [ByAdapter("erp"), ByAdapter("crm") with { ErasureGate = "erp" }, ByAdapter("mail") with { ErasureGate = "crm" }, ByAdapter("chat")]).Advance();
        board.Located("erp", [NotMet]).Located("crm").Located("mail").Located("chat").Advance();

        Assert.Equal(["chat:Fulfil"], board.Started);
        Assert.All(new[] { "crm", "mail" }, s => Assert.Equal(Ground.ConditionNotMet, board[s].Document.Parts.Single().Ground));
        Assert.Contains("an invoice is open", board["mail"].Document.Parts.Single().Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_holds_back_erasure_only()
    {
        var board = new Board(Right.Restriction, [ByAdapter("erp"), ByAdapter("crm") with { ErasureGate = "erp" }]).Advance();

        Assert.Equal(["crm:Fulfil"], board.Located("erp", [NotMet]).Located("crm").Advance().Started);
    }

    [Fact]
    public void A_system_that_holds_nothing_says_so_whatever_its_gate_says()
    {
        var board = new Board(Right.Erasure, [ByAdapter("erp"), ByAdapter("crm") with { ErasureGate = "erp" }]).Advance();

        board.Located("erp", [NotMet]).Nobody("crm").Advance();

        Assert.Equal(OutcomeKind.NothingHeld, board["crm"].Document.Parts.Single().Kind);
    }

    [Fact]
    public void A_gate_that_a_person_answered_for_counts_like_its_adapter()
    {
        var board = new Board(Right.Erasure, [ByAdapter("erp"), ByAdapter("crm") with { ErasureGate = "erp" }]).Advance();
        board.Failed("erp").Located("crm").Advance();
        Assert.Empty(board.Started);

        board.Completed("erp", NotMet).Advance();

        Assert.Equal((CaseState.Closed, Conclusion.Refused), (board.State, board.Conclusion));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gate_that_a_person_keeps_is_awaited(bool agrees)
    {
        var board = new Board(Right.Erasure, [ByHand("legal"), ByAdapter("crm") with { ErasureGate = "legal" }, ByHand("paper") with { ErasureGate = "legal" }]).Advance();
        board.Located("crm").Advance();
        Assert.Empty(board.Started);
        Assert.Equal((CaseState.WaitingForPerson, StepState.Planned), (board.State, board["paper"].State));

        board.Completed("legal", agrees ? Part(OutcomeKind.Done) : NotMet).Advance();

        Assert.Equal(agrees ? ["crm:Fulfil"] : [], board.Started);
        Assert.Equal(agrees ? CaseState.Running : CaseState.Closed, board.State);
    }

    [Fact]
    public void A_right_whose_condition_cannot_be_met_is_refused_and_its_system_never_acts()
    {
        var contractOnly = ByAdapter("erp") with { LegalBases = [Configuring.LegalBasis.LegalObligation] };

        Assert.Equal(CaseState.Closed, new Board(Right.WithdrawalOfConsent, [contractOnly]).Advance().State);
        Assert.Equal(["erp:Locate", "crm:Fulfil"], new Board(Right.Portability, [contractOnly, ByAdapter("crm")]).Advance().Started);
    }

    private static Board Erased(string systemId) =>
        new Board(Right.Erasure, [ByAdapter(systemId)]).Advance().Located(systemId).Advance().Fulfilled(systemId).Advance();
}
