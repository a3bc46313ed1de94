using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>Each lie an adapter could tell is refused; each honest answer is believed.</summary>
public sealed class AnswerRulesTests
{
    private static readonly Guid Operation = Guid.NewGuid();
    private static readonly Selection Anna = new() { SubjectRefs = ["s1"] };
    private static readonly Selection Two = new() { Candidates = 2 };

    [Fact]
    public void Honest_answers_are_believed()
    {
        Locate(new LocateAnswer(Anna, [Done(3)]));
        Locate(new LocateAnswer(Selection.Nobody, [Nothing]));
        Locate(new LocateAnswer(Anna, [Part(OutcomeKind.Refused, Ground.LegalClaims)]));
        Locate(new LocateAnswer(Two, []));
        Locate(new LocateAnswer(Anna, [Part(OutcomeKind.Failed)]));
        Fulfil(Right.Erasure, Selection.Nobody, 0, Part(OutcomeKind.Failed));
        Fulfil(Right.Access, Anna, 2, Done(2));
        Fulfil(Right.Access, Anna, 5, Done(2), Done(3), Part(OutcomeKind.Retained, Ground.RightsOfOthers));
        Fulfil(Right.Access, Selection.Nobody, 0, Nothing);
        Fulfil(Right.Access, Two, 0);
        Fulfil(Right.Erasure, Selection.Nobody, 0, Done(7));
        Fulfil(Right.Objection, Anna, 0, Done(1));
        Verify(Done(0), Residue, Part(OutcomeKind.Retained, Ground.LegalObligation) with { UntilDate = "2030-12-31" });
    }

    /// <summary>An adapter of before the word existed: no broken contract, and not said of somebody who is held.</summary>
    [Fact]
    public void Somebody_found_and_only_nothing_held_is_read_as_not_concerned()
    {
        Assert.Equal([Part(OutcomeKind.NotConcerned)], Locate(new LocateAnswer(Anna, [Nothing])).Forecast);
        var objected = new FulfilAnswer(Operation, Anna, [Nothing], 0);
        Assert.Equal([Part(OutcomeKind.NotConcerned)], AnswerRules.Check(objected, Call(Right.Objection), 0).Parts);
        Assert.Equal([Nothing], Locate(new LocateAnswer(Selection.Nobody, [Nothing])).Forecast);
        Assert.Equal([Nothing, Done(1)], Locate(new LocateAnswer(Anna, [Nothing, Done(1)])).Forecast);
    }

    [Fact]
    public void Lies_of_locate_are_refused()
    {
        Refused(StepRule.NoForecast, new LocateAnswer(Selection.Nobody, []));
        Refused(StepRule.DataOfNobody, new LocateAnswer(Selection.Nobody, [Done(1)]));
        Refused(StepRule.DataOfNobody, new LocateAnswer(Selection.Nobody, [Part(OutcomeKind.NotConcerned)]));
        Refused(StepRule.SubjectsAndCandidates, new LocateAnswer(Anna with { Candidates = 2 }, []));
        Refused(StepRule.NegativeCandidates, new LocateAnswer(Two with { Candidates = -1 }, [Nothing]));
        Refused(StepRule.IdentifiersOfNobody, new LocateAnswer(new Selection { Learnt = [new LearntIdentifier(new Identifier("user_name", "anna"), true)] }, [Nothing]));
        Refused(StepRule.KindNotAllowed, new LocateAnswer(Anna, [Residue]));
    }

    [Fact]
    public void Malformed_parts_are_refused()
    {
        Refused(StepRule.ImpossibleCount, new LocateAnswer(Anna, [Done(-1)]));
        Refused(StepRule.KindNotAllowed, new LocateAnswer(Anna, [new OutcomePart("c", 0)]));
        Refused(StepRule.KindNotAllowed, new LocateAnswer(Anna, [new OutcomePart("c", (OutcomeKind)99)]));
        Refused(StepRule.GroundMissing, new LocateAnswer(Anna, [Part(OutcomeKind.Retained, Ground.None)]));
        Refused(StepRule.UnknownGround, new LocateAnswer(Anna, [Part(OutcomeKind.Refused, (Ground)99)]));
        Refused(StepRule.MalformedUntilDate, new LocateAnswer(Anna, [Done(1) with { UntilDate = "31.12.2030" }]));
        Refused(StepRule.TooManyParts, new LocateAnswer(Anna, [.. Enumerable.Repeat(Done(1), 10_001)]));
    }

    [Fact]
    public void Lies_of_fulfil_are_refused()
    {
        RefusedFulfil(StepRule.CountsDiffer, Right.Access, Anna, 1, Done(2));
        RefusedFulfil(StepRule.CountsDiffer, Right.Access, Anna, 2, Nothing);
        RefusedFulfil(StepRule.NoParts, Right.Access, Anna, 0);
        RefusedFulfil(StepRule.ActedOnCandidates, Right.Access, Two, 1);
        RefusedFulfil(StepRule.ActedOnCandidates, Right.Access, Two, 0, Done(0));
        RefusedFulfil(StepRule.RecordsNotAskedFor, Right.Objection, Anna, 1, Done(1));
        RefusedFulfil(StepRule.RecordsNotAskedFor, Right.Erasure, Anna, 1, Done(1));
        RefusedFulfil(StepRule.KindNotAllowed, Right.Erasure, Anna, 0, Residue);
        Throws(StepRule.OtherOperation, () => AnswerRules.Check(new FulfilAnswer(Guid.NewGuid(), Anna, [Done(1)], 1), Call(Right.Access), 1));
        Throws(StepRule.SentDiffers, () => AnswerRules.Check(new FulfilAnswer(Operation, Anna, [Done(1)], 2), Call(Right.Access), 1));
    }

    [Theory]
    [InlineData(Right.Erasure)]
    [InlineData(Right.Rectification)]
    [InlineData(Right.Restriction)]
    public void An_act_on_given_subjects_that_finds_candidates_is_refused_and_never_an_empty_end(Right right) => RefusedFulfil(StepRule.CandidatesAfterLocate, right, Two, 0);

    [Theory]
    [InlineData(Right.Access)]
    [InlineData(Right.Objection)]
    public void Data_of_nobody_is_refused(Right right) => RefusedFulfil(StepRule.DataOfNobody, right, Selection.Nobody, right == Right.Access ? 1 : 0, Done(1));

    [Fact]
    public void Counts_that_overflow_are_a_broken_contract_and_no_crash()
    {
        RefusedFulfil(StepRule.ImpossibleCount, Right.Access, Anna, 1, Done(long.MaxValue), Done(long.MaxValue));
        RefusedFulfil(StepRule.ImpossibleCount, Right.Erasure, Selection.Nobody, 0, Done(long.MaxValue));
    }

    [Fact]
    public void A_verification_that_did_not_look_is_refused()
    {
        Throws(StepRule.NoVerification, () => Verify());
        Throws(StepRule.KindNotAllowed, () => Verify(Part(OutcomeKind.Refused, Ground.CannotIdentify)));
        Throws(StepRule.KindNotAllowed, () => Verify(Part(OutcomeKind.Failed)));
        Throws(StepRule.PlaceMissing, () => Verify(Residue with { Place = "" }));
    }

    private static OutcomePart Nothing => Part(OutcomeKind.NothingHeld);

    private static OutcomePart Residue => Part(OutcomeKind.Residue) with { Place = "backup" };

    private static OutcomePart Done(long count) => Part(OutcomeKind.Done) with { Count = count };

    private static OutcomePart Part(OutcomeKind kind, Ground ground = Ground.None) => new("contact", kind, Ground: ground);

    private static StepCall Call(Right right) => new(Operation, CaseId.New(), "acme", "crm", right);

    private static void Fulfil(Right right, Selection selection, long received, params OutcomePart[] parts) =>
        AnswerRules.Check(new FulfilAnswer(Operation, selection, parts, received), Call(right), received);

    private static void RefusedFulfil(StepRule rule, Right right, Selection selection, long received, params OutcomePart[] parts) => Throws(rule, () => Fulfil(right, selection, received, parts));

    private static void Refused(StepRule rule, LocateAnswer answer) => Throws(rule, () => Locate(answer));

    private static LocateAnswer Locate(LocateAnswer answer) => AnswerRules.Check(answer, Right.Erasure);

    private static void Verify(params OutcomePart[] parts) => AnswerRules.Check(new VerifyAnswer(parts), Right.Erasure);

    private static void Throws(StepRule rule, Action check)
    {
        var refused = Assert.Throws<AdapterException>(check);
        Assert.Equal((rule, Problem.AdapterBrokeContract), (refused.Rule, refused.Problem));
    }
}
