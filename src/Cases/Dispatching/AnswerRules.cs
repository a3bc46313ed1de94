using System.Globalization;
using DsrGateway.AnswerTables;

namespace DsrGateway.Cases.Dispatching;

/// <summary>What an answer must be to be believed. An adapter that breaks these is not asked again by itself: a person has to look.</summary>
internal static class AnswerRules
{
    private const int MaxParts = 10_000;

    /// <summary>More than any system holds, and small enough that sums of counts cannot overflow.</summary>
    private const long MaxCount = 1_000_000_000_000;

    /// <returns>The answer as it is to be understood.</returns>
    public static LocateAnswer Check(LocateAnswer answer, Right right)
    {
        CheckSelection(answer.Selection);
        CheckParts(answer.Forecast, AnswerTable.Kinds(AdapterCall.Locate, right));
        if (answer.Selection.Candidates > 0)
        {
            return answer;
        }

        Require(answer.Forecast.Count > 0, StepRule.NoForecast);
        CheckHeld(answer.Selection, answer.Forecast);
        return answer with { Forecast = Understood(answer.Selection, answer.Forecast) };
    }

    /// <returns>The answer as it is to be understood.</returns>
    public static FulfilAnswer Check(FulfilAnswer answer, StepCall call, long received)
    {
        Require(answer.OperationId == call.OperationId, StepRule.OtherOperation);
        Require(answer.Sent == received, StepRule.SentDiffers);
        CheckSelection(answer.Selection);
        CheckParts(answer.Parts, AnswerTable.Kinds(AdapterCall.Fulfil, call.Right));
        if (answer.Selection.Candidates > 0)
        {
            Require(!call.Right.LooksBeforeActing(), StepRule.CandidatesAfterLocate);
            Require(received == 0 && answer.Parts.All(p => p.Kind != OutcomeKind.Done), StepRule.ActedOnCandidates);
            return answer;
        }

        Require(answer.Parts.Count > 0, StepRule.NoParts);
        CheckSent(answer, call.Right, received);
        if (call.Right.LooksBeforeActing())
        {
            return answer;
        }

        CheckHeld(answer.Selection, answer.Parts);
        return answer with { Parts = Understood(answer.Selection, answer.Parts) };
    }

    public static VerifyAnswer Check(VerifyAnswer answer, Right right)
    {
        CheckParts(answer.Parts, AnswerTable.Kinds(AdapterCall.Verify, right));
        Require(answer.Parts.Count > 0, StepRule.NoVerification);
        return answer;
    }

    private static void CheckSent(FulfilAnswer answer, Right right, long received)
    {
        if (right.HandsOutData())
        {
            var done = answer.Parts.Where(p => p.Kind == OutcomeKind.Done).Sum(p => p.Count);
            Require(done == received, StepRule.CountsDiffer);
        }
        else
        {
            Require(received == 0, StepRule.RecordsNotAskedFor);
        }
    }

    private static void CheckSelection(Selection selection)
    {
        Require(selection.Candidates >= 0, StepRule.NegativeCandidates);
        Require(selection.Candidates == 0 || selection.SubjectRefs.Count == 0, StepRule.SubjectsAndCandidates);
        Require(selection.Learnt.Count == 0 || selection.SubjectRefs.Count > 0, StepRule.IdentifiersOfNobody);
    }

    /// <summary>Of nobody there is nothing to tell but that nothing is held, or why it is not known.</summary>
    private static void CheckHeld(Selection selection, IReadOnlyList<OutcomePart> parts) =>
        Require(selection.SubjectRefs.Count > 0 || parts.All(p => AnswerTable.OfNobody.Contains(p.Kind)), StepRule.DataOfNobody);

    /// <summary>
    /// Adapters of before contract revision 2 had no word for a person whom the right does not reach: they found somebody and said that
    /// nothing is held. That was never a broken contract, and is not said of somebody who is held.
    /// </summary>
    private static IReadOnlyList<OutcomePart> Understood(Selection selection, IReadOnlyList<OutcomePart> parts) =>
        selection.SubjectRefs.Count > 0 && parts.All(p => p.Kind == OutcomeKind.NothingHeld)
            ? [.. parts.Select(p => p with { Kind = OutcomeKind.NotConcerned })]
            : parts;

    private static void CheckParts(IReadOnlyList<OutcomePart> parts, IReadOnlyList<OutcomeKind> allowed)
    {
        Require(parts.Count <= MaxParts, StepRule.TooManyParts);
        foreach (var part in parts)
        {
            Require(allowed.Contains(part.Kind), StepRule.KindNotAllowed);
            Require(part.Count is >= 0 and <= MaxCount, StepRule.ImpossibleCount);
            Require(Enum.IsDefined(part.Ground), StepRule.UnknownGround);
            Require(part.Kind is not (OutcomeKind.Retained or OutcomeKind.Refused) || part.Ground != Ground.None, StepRule.GroundMissing);
            Require(part.Kind != OutcomeKind.Residue || part.Place.Length > 0, StepRule.PlaceMissing);
            Require(part.UntilDate is null || DateOnly.TryParseExact(part.UntilDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), StepRule.MalformedUntilDate);
        }
    }

    private static void Require(bool holds, StepRule otherwise)
    {
        if (!holds)
        {
            throw new AdapterException(otherwise);
        }
    }
}
