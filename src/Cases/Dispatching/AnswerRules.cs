using System.Globalization;

namespace DsrGateway.Cases.Dispatching;

/// <summary>What an answer must be to be believed. An adapter that breaks these is not asked again by itself: a person has to look.</summary>
internal static class AnswerRules
{
    private const int MaxParts = 10_000;

    /// <summary>More than any system holds, and small enough that sums of counts cannot overflow.</summary>
    private const long MaxCount = 1_000_000_000_000;

    public static void Check(LocateAnswer answer)
    {
        CheckSelection(answer.Selection);
        CheckParts(answer.Forecast, OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.Retained, OutcomeKind.Refused, OutcomeKind.Failed);
        if (answer.Selection.Candidates == 0)
        {
            Require(answer.Forecast.Count > 0, "no forecast and no candidates");
            CheckHeld(answer.Selection, answer.Forecast);
        }
    }

    public static void Check(FulfilAnswer answer, StepCall call, long received)
    {
        Require(answer.OperationId == call.OperationId, "the outcome of another operation");
        Require(answer.Sent == received, "it says another number of records than it sent");
        CheckSelection(answer.Selection);
        CheckParts(answer.Parts, OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.Retained, OutcomeKind.Refused, OutcomeKind.Failed);
        if (answer.Selection.Candidates > 0)
        {
            Require(!call.Right.LooksBeforeActing(), "several people match although Locate had singled out whom to act on");
            Require(received == 0 && answer.Parts.All(p => p.Kind != OutcomeKind.Done), "it acted although several people match");
            return;
        }

        Require(answer.Parts.Count > 0, "an outcome without parts");
        if (!call.Right.LooksBeforeActing())
        {
            CheckHeld(answer.Selection, answer.Parts);
        }

        if (call.Right.HandsOutData())
        {
            var done = answer.Parts.Where(p => p.Kind == OutcomeKind.Done).Sum(p => p.Count);
            Require(done == received, "the parts count another number of records than were sent");
        }
        else
        {
            Require(received == 0, "records for a right that hands out none");
        }
    }

    public static void Check(VerifyAnswer answer)
    {
        CheckParts(answer.Parts, OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.Retained, OutcomeKind.Residue);
        Require(answer.Parts.Count > 0, "a verification without parts");
    }

    private static void CheckSelection(Selection selection)
    {
        Require(selection.Candidates >= 0, "a negative number of candidates");
        Require(selection.Candidates == 0 || selection.SubjectRefs.Count == 0, "subjects selected although several people match");
        Require(selection.Learnt.Count == 0 || selection.SubjectRefs.Count > 0, "identifiers of nobody");
    }

    /// <summary>Nothing held and nobody selected go together.</summary>
    private static void CheckHeld(Selection selection, IReadOnlyList<OutcomePart> parts)
    {
        var holds = parts.Any(p => p.Kind is OutcomeKind.Done or OutcomeKind.Retained);
        Require(!holds || selection.SubjectRefs.Count > 0, "data of nobody");
        Require(holds || selection.SubjectRefs.Count == 0 || parts.Any(p => p.Kind != OutcomeKind.NothingHeld), "somebody found and nothing held");
    }

    private static void CheckParts(IReadOnlyList<OutcomePart> parts, params ReadOnlySpan<OutcomeKind> allowed)
    {
        Require(parts.Count <= MaxParts, "too many parts");
        foreach (var part in parts)
        {
            Require(allowed.Contains(part.Kind), "a part of a kind that this call cannot have");
            Require(part.Count is >= 0 and <= MaxCount, "a part with an impossible count");
            Require(Enum.IsDefined(part.Ground), "a part on no known ground");
            Require(part.Kind is not (OutcomeKind.Retained or OutcomeKind.Refused) || part.Ground != Ground.None, "retained or refused without a ground");
            Require(part.Kind != OutcomeKind.Residue || part.Place.Length > 0, "a residue without a place");
            Require(part.UntilDate is null || DateOnly.TryParseExact(part.UntilDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "a malformed until_date");
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw AdapterException.BrokeContract(otherwise);
        }
    }
}
