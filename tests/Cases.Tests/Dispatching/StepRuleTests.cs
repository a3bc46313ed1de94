using System.Text.Json;
using DsrGateway.Cases.Reading;

namespace DsrGateway.Cases.Dispatching;

/// <summary>Why a step stands still is kept with it, told in the history, and gone when it is asked again.</summary>
public sealed class StepRuleTests
{
    private static readonly StepDocument Failed = new() { Rule = StepRule.NoOutcome, Selection = new Selection { SubjectRefs = ["s1"] } };

    public static TheoryData<StepRule> Rules => [.. Enum.GetValues<StepRule>()];

    /// <summary>Whatever an answer makes of a step: it waits for a person by a rule, or it does not and has none, whatever it failed by before.</summary>
    [Fact]
    public void Who_waits_for_a_person_after_an_answer_has_a_rule_and_nobody_else()
    {
        var kinds = Enum.GetValues<OutcomeKind>();
        var partLists = kinds.SelectMany(a => kinds.Select(b => (IReadOnlyList<OutcomePart>)[new("a", a, 1), new("b", b, 1)])).ToList();
        foreach (var parts in partLists)
        {
            foreach (var right in Enum.GetValues<Right>())
            {
                Holds(StepProgress.After(new FulfilAnswer(Guid.NewGuid(), new Selection { SubjectRefs = ["s1"] }, parts, 0), Failed, right, null));
                Holds(StepProgress.After(new FulfilAnswer(Guid.NewGuid(), new Selection { Candidates = 2 }, parts, 0), Failed, right, null));
            }

            Holds(StepProgress.After(new LocateAnswer(Selection.Nobody, parts), Failed));
            foreach (var fulfilled in partLists)
            {
                Holds(StepProgress.After(new VerifyAnswer(parts), Failed with { Fulfilled = fulfilled }));
            }
        }

        Holds(StepProgress.AfterFailure(new StepDocument(), StepRule.NoParts));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_history_tells_what_happened_and_why_apart(StepRule rule)
    {
        Assert.Equal(($"failed.{rule.Problem()}", rule), HistoryEvents.Read(HistoryEvents.Of("failed", rule)));
        Assert.Equal(("answered.Verify", rule), HistoryEvents.Read(HistoryEvents.Of("answered.Verify", rule, withProblem: false)));
    }

    [Theory]
    [InlineData("opened")]
    [InlineData("failed.AdapterBrokeContract")]
    [InlineData("completed.by-hand")]
    [InlineData("failed.AdapterBrokeContract.22")]
    [InlineData("failed.AdapterBrokeContract.OfALaterGateway")]
    [InlineData("failed.AdapterBrokeContract.")]
    public void A_line_without_a_rule_that_is_known_here_is_told_as_it_stands(string stored) => Assert.Equal((stored, StepRule.None), HistoryEvents.Read(stored));

    /// <summary>Stores of before there were rules, and processes that know none, have documents without one.</summary>
    [Fact]
    public void A_document_without_a_rule_is_read_and_one_without_need_is_written_without()
    {
        var old = JsonSerializer.Deserialize("""{"Parts":[{"Category":"","Kind":6}]}""", DocumentJson.Default.StepDocument)!;

        Assert.Equal((StepRule.None, OutcomeKind.Failed), (old.Rule, Assert.Single(old.Parts).Kind));
        Assert.DoesNotContain("Rule", JsonSerializer.Serialize(old, DocumentJson.Default.StepDocument), StringComparison.Ordinal);
        Assert.Contains("\"Rule\":22", JsonSerializer.Serialize(Failed, DocumentJson.Default.StepDocument), StringComparison.Ordinal);
    }

    private static void Holds((StepState State, StepDocument Document) after) => Assert.Equal(after.State == StepState.WaitingForPerson, after.Document.Rule != StepRule.None);
}
