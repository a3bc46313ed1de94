using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Dispatching;

/// <summary>What an answer makes of a step.</summary>
internal static class StepProgress
{
    /// <param name="answer">What the adapter said.</param>
    /// <param name="document">The step before it.</param>
    /// <param name="given">What the request gave of the person.</param>
    public static (StepState, StepDocument) After(LocateAnswer answer, StepDocument document, IReadOnlyList<Identifier>? given = null)
    {
        if (answer.Selection.Candidates == 0 && Doubts.Of(answer.Selection, document, given ?? []) is var reason and not DoubtReason.None)
        {
            return (StepState.WaitingForPerson, document with { Doubt = new Doubt(reason, answer.Selection, answer.Forecast, null), Rule = Doubts.RuleOf(reason) });
        }

        var located = document with { Selection = answer.Selection, Forecast = answer.Forecast, Rule = StepRule.None };
        return answer.Selection.Candidates > 0
            ? (StepState.WaitingForInformation, located with { InformationNeeded = answer.Selection.InformationNeeded })
            : (StepState.Planned, located);
    }

    /// <param name="answer">What the adapter said.</param>
    /// <param name="document">The step before it.</param>
    /// <param name="right">What is exercised.</param>
    /// <param name="attempt">The attempt that left a result.</param>
    /// <param name="contradict">Whether records of the result tell of somebody else.</param>
    /// <param name="given">What the request gave of the person.</param>
    public static (StepState, StepDocument) After(FulfilAnswer answer, StepDocument document, Right right, Guid? attempt, bool contradict = false, IReadOnlyList<Identifier>? given = null)
    {
        var (ended, rule) = HasFailed(answer.Parts) ? (StepState.WaitingForPerson, StepRule.PartFailed) : (StepState.Ended, StepRule.None);
        if (right.LooksBeforeActing())
        {
            // "Nothing held" after Locate found somebody is no proof either: a first try may have gone half-way.
            var parts = AfterEarlierAct(document.Fulfilled, answer.Parts, right);
            return parts.Any(p => p.Kind is OutcomeKind.Done || SaysNothing(p))
                ? (StepState.Planned, document with { Fulfilled = parts, Rule = StepRule.None })
                : (ended, document with { Parts = parts, Rule = rule });
        }

        var found = document with { Selection = answer.Selection, Rule = StepRule.None };
        if (answer.Selection.Candidates > 0)
        {
            return (StepState.WaitingForInformation, found with { InformationNeeded = answer.Selection.InformationNeeded });
        }

        var outcome = AfterEarlierAct(document.Fulfilled, answer.Parts, right);
        var reason = contradict ? DoubtReason.ContradictingRecords : Doubts.Of(answer.Selection, document, given ?? []);
        return reason == DoubtReason.None
            ? (ended, found with { Parts = outcome, ResultAttempt = attempt, Rule = rule })
            : (StepState.WaitingForPerson, document with { Doubt = new Doubt(reason, answer.Selection, outcome, attempt), Rule = Doubts.RuleOf(reason) });
    }

    /// <summary>
    /// A residue had the act repeated, or more was learnt of a person for whom a purpose was stopped at once. What the first act did stands,
    /// whatever the repeat adds: a repeat that says "nothing held" says nothing about the residue, which another route found, and a consent
    /// that the first act withdrew is not there a second time.
    /// </summary>
    private static IReadOnlyList<OutcomePart> AfterEarlierAct(IReadOnlyList<OutcomePart> earlier, IReadOnlyList<OutcomePart> now, Right right)
    {
        var done = earlier.Where(p => p.Kind == OutcomeKind.Done).GroupBy(p => p.Category).ToDictionary(g => g.Key, g => g.Sum(p => p.Count), StringComparer.Ordinal);
        if (done.Count == 0)
        {
            return now;
        }

        var again = now.Where(p => p.Kind == OutcomeKind.Done).Select(p => p.Category).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. earlier.Where(p => p.Kind == OutcomeKind.Done && !again.Contains(p.Category)),
            // Records are erased once, so the counts add up; restricted and rectified they are again and again.
            .. now.Where(p => !SaysNothing(p)).Select(p =>
                p.Kind == OutcomeKind.Done && right == Right.Erasure ? p with { Count = p.Count + done.GetValueOrDefault(p.Category) } : p),
        ];
    }

    /// <summary>What Fulfil said stands where Verify found it clean; where it found data, that is what stands.</summary>
    public static (StepState, StepDocument) After(VerifyAnswer answer, StepDocument document)
    {
        OutcomePart[] residue = [.. answer.Parts.Where(p => p.Kind == OutcomeKind.Residue)];
        var unclean = residue.Select(p => p.Category).ToHashSet(StringComparer.Ordinal);
        // The empty category is the whole system.
        bool IsClean(string category) => unclean.Count == 0 || (category.Length > 0 && !unclean.Contains("") && !unclean.Contains(category));
        var parts = document.Fulfilled.Where(p => !(p.Kind == OutcomeKind.Done || SaysNothing(p)) || IsClean(p.Category)).ToList();
        parts.AddRange(answer.Parts.Where(p => p.Kind == OutcomeKind.Retained && !parts.Any(q => q.Kind == OutcomeKind.Retained && q.Category == p.Category)));
        parts.AddRange(residue);
        var rule = residue.Length > 0 ? StepRule.ResidueFound : HasFailed(parts) ? StepRule.PartFailed : StepRule.None;
        return (rule == StepRule.None ? StepState.Ended : StepState.WaitingForPerson, document with { Parts = parts, Rule = rule });
    }

    /// <summary>Nothing was there to act on, says the adapter.</summary>
    private static bool SaysNothing(OutcomePart part) => part.Kind is OutcomeKind.NothingHeld or OutcomeKind.NotConcerned;

    private static bool HasFailed(IEnumerable<OutcomePart> parts) => parts.Any(p => p.Kind == OutcomeKind.Failed);

    /// <summary>
    /// A fault that repeating does not mend: a person has to look, and the answer says that it failed. What was done before it stays told: it is
    /// done, though nobody has verified it.
    /// </summary>
    public static (StepState, StepDocument) AfterFailure(StepDocument document, StepRule rule) =>
        (StepState.WaitingForPerson, document with { Parts = [.. document.Fulfilled, new OutcomePart("", OutcomeKind.Failed)], Rule = rule });

    /// <summary>A person looked at an answer that was in doubt, and took it for the case's person's.</summary>
    public static (StepState, StepDocument) AfterAccepted(StepDocument document, Phase phase)
    {
        var accepted = Doubts.Accept(document, phase);
        return phase == Phase.Locate ? (StepState.Planned, accepted)
            : HasFailed(accepted.Parts) ? (StepState.WaitingForPerson, accepted with { Rule = StepRule.PartFailed })
            : (StepState.Ended, accepted);
    }
}
