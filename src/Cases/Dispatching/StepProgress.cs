namespace DsrGateway.Cases.Dispatching;

/// <summary>What an answer makes of a step.</summary>
internal static class StepProgress
{
    public static (StepState, StepDocument) After(LocateAnswer answer, StepDocument document)
    {
        var located = document with { Selection = answer.Selection, Forecast = answer.Forecast };
        return answer.Selection.Candidates > 0
            ? (StepState.WaitingForInformation, located with { InformationNeeded = answer.Selection.InformationNeeded })
            : (StepState.Planned, located);
    }

    public static (StepState, StepDocument) After(FulfilAnswer answer, StepDocument document, Right right, Guid? attempt)
    {
        var ended = HasFailed(answer.Parts) ? StepState.WaitingForPerson : StepState.Ended;
        if (right.LooksBeforeActing())
        {
            if (answer.Parts.Any(p => p.Kind == OutcomeKind.Done))
            {
                return (StepState.Planned, document with { Fulfilled = answer.Parts });
            }

            // That it has nothing (more) to do is no proof after Locate found somebody, or after a residue: Verify has to look.
            IReadOnlyList<OutcomePart> fulfilled = document.Fulfilled.Count > 0
                ? [.. document.Fulfilled, .. answer.Parts.Where(p => p.Kind != OutcomeKind.NothingHeld)]
                : answer.Parts;
            return document.Fulfilled.Count > 0 || answer.Parts.Any(p => p.Kind == OutcomeKind.NothingHeld)
                ? (StepState.Planned, document with { Fulfilled = fulfilled })
                : (ended, document with { Parts = answer.Parts });
        }

        var found = document with { Selection = answer.Selection };
        return answer.Selection.Candidates > 0
            ? (StepState.WaitingForInformation, found with { InformationNeeded = answer.Selection.InformationNeeded })
            : (ended, found with { Parts = answer.Parts, ResultAttempt = attempt });
    }

    /// <summary>What Fulfil said stands where Verify found it clean; where it found data, that is what stands.</summary>
    public static (StepState, StepDocument) After(VerifyAnswer answer, StepDocument document)
    {
        OutcomePart[] residue = [.. answer.Parts.Where(p => p.Kind == OutcomeKind.Residue)];
        var unclean = residue.Select(p => p.Category).ToHashSet(StringComparer.Ordinal);
        // The empty category is the whole system.
        bool IsClean(string category) => unclean.Count == 0 || (category.Length > 0 && !unclean.Contains("") && !unclean.Contains(category));
        var parts = document.Fulfilled.Where(p => p.Kind is not (OutcomeKind.Done or OutcomeKind.NothingHeld) || IsClean(p.Category)).ToList();
        parts.AddRange(answer.Parts.Where(p => p.Kind == OutcomeKind.Retained && !parts.Any(q => q.Kind == OutcomeKind.Retained && q.Category == p.Category)));
        parts.AddRange(residue);
        return (residue.Length > 0 || HasFailed(parts) ? StepState.WaitingForPerson : StepState.Ended, document with { Parts = parts });
    }

    private static bool HasFailed(IEnumerable<OutcomePart> parts) => parts.Any(p => p.Kind == OutcomeKind.Failed);

    /// <summary>A fault that repeating does not mend: a person has to look, and the answer says that it failed.</summary>
    public static (StepState, StepDocument) AfterFailure(StepDocument document) =>
        (StepState.WaitingForPerson, document with { Parts = [new OutcomePart("", OutcomeKind.Failed)] });
}
