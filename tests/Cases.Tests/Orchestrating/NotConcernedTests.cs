using System.Text;
using System.Text.Json;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Planning;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>Held, and the right reaches nothing: how it is stored, and what a case with such systems comes to.</summary>
public sealed class NotConcernedTests
{
    private static readonly Selection Somebody = new() { SubjectRefs = ["s1"] };
    private static readonly OutcomePart NotConcerned = Board.Part(OutcomeKind.NotConcerned);

    [Fact]
    public void It_is_stored_as_nothing_held_with_a_mark_that_older_processes_do_not_read()
    {
        var json = JsonSerializer.Serialize(new StepDocument { Parts = [NotConcerned] }, DocumentJson.Default.StepDocument);

        Assert.Contains("""{"Category":"contact","Kind":2,"Basis":"","Place":"","NotConcerned":true}""", json, StringComparison.Ordinal);
        Assert.Equal([NotConcerned], JsonSerializer.Deserialize(json, DocumentJson.Default.StepDocument)!.Parts);
    }

    /// <summary>As f42a5a4 wrote them.</summary>
    [Theory]
    [InlineData("""{"Category":"c","Kind":1,"Count":2,"Basis":"","Place":""}""")]
    [InlineData("""{"Category":"c","Kind":2,"Basis":"","Place":""}""")]
    [InlineData("""{"Category":"c","Kind":3,"Count":1,"Ground":5,"Basis":"b","UntilDate":"2031-12-31","Place":""}""")]
    public void Other_parts_are_stored_as_before(string part)
    {
        var json = $$"""{"Parts":[{{part}}]}""";
        var document = JsonSerializer.Deserialize(json, DocumentJson.Default.StepDocument)!;

        Assert.Contains($"\"Parts\":[{part}]", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.StepDocument)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_the_value_ends_and_the_one_that_has_it_is_corrected()
    {
        var board = new Board(Right.Rectification, [Board.ByAdapter("crm"), Board.ByAdapter("mail")]).Advance();
        board.Answered("crm", Somebody, Board.Part(OutcomeKind.Done)).Answered("mail", Somebody, NotConcerned).Advance();

        Assert.Equal((StepState.Ended, "crm:Fulfil"), (board["mail"].State, Assert.Single(board.Started)));
        board.Answered("crm", Selection.Nobody, Board.Part(OutcomeKind.Done)).Advance();
        board.Verified("crm").Advance();
        Assert.Equal((CaseState.Closed, Conclusion.Granted), (board.State, board.Conclusion));
    }

    [Fact]
    public void What_an_objection_stopped_stands_when_the_system_is_searched_again_and_nothing_is_left_to_stop()
    {
        var board = new Board(Right.Objection, [Board.ByAdapter("crm"), Board.ByAdapter("mail", "email", "customer_number")]).Advance();
        board.Answered("mail", Somebody, Board.Part(OutcomeKind.Done));
        board.Answered("crm", Somebody with { Learnt = [Board.Learns("customer_number", "1")] }, NotConcerned).Advance();

        Assert.Equal("mail:Fulfil", Assert.Single(board.Started));
        board.Answered("mail", Somebody, NotConcerned).Advance();

        Assert.Equal([Board.Part(OutcomeKind.Done)], board["mail"].Document.Parts);
        Assert.Equal((CaseState.Closed, Conclusion.Granted), (board.State, board.Conclusion));
    }

    [Theory]
    [InlineData("newsletter", PlannedAction.AskAdapter, PlannedAction.Refuse)]
    [InlineData("support", PlannedAction.Refuse, PlannedAction.AskPerson)]
    public void A_purpose_that_is_not_pursued_is_neither_refused_nor_left_to_staff(string purpose, PlannedAction ofAdapter, PlannedAction byHand)
    {
        SystemConfig[] systems =
        [
            Board.ByAdapter("erp") with { LegalBases = [LegalBasis.Contract], Purposes = ["support"] },
            Board.ByHand("calls") with { LegalBases = [LegalBasis.Consent], Purposes = ["support"] },
        ];
        var controller = new ControllerConfig
        {
            Id = "acme",
            Name = "Acme",
            Country = "FI",
            Language = "en",
            IdentifierTypes = WellKnownIdentifierTypes.All,
            Registers = [new RegisterConfig { Id = "r", Name = "R", Systems = systems }],
        };

        var plan = StepPlanner.Plan(controller, [], Right.WithdrawalOfConsent, [purpose], [Board.Email]);

        Assert.Equal([ofAdapter, byHand], plan.Select(step => step.Action));
        Assert.All(plan.Where(step => step.Action == PlannedAction.Refuse), step =>
            Assert.Equal(step.System.IsByHand ? OutcomeKind.NotConcerned : OutcomeKind.Refused, step.Refusal!.Kind));
    }
}
