namespace DsrGateway.Cases.Reading;

/// <summary>
/// A line of the history says what happened and, where a step failed or waits, by which rule: "failed.AdapterBrokeContract.NoOutcome". Lines that
/// were written before there were rules, or by a process that knows none, have only the first two.
/// </summary>
internal static class HistoryEvents
{
    /// <param name="what">What happened: "failed", "waiting", "answered.Verify".</param>
    public static string Of(string what, StepRule rule, bool withProblem = true)
    {
        var happened = withProblem ? $"{what}.{rule.Problem()}" : what;
        return rule == StepRule.None ? happened : $"{happened}.{rule}";
    }

    /// <summary>What happened and why, apart.</summary>
    public static (string Event, StepRule Rule) Read(string stored)
    {
        var dot = stored.LastIndexOf('.');
        // A rule is the third word; its name alone, for a number would be read as one too.
        return stored.AsSpan().Count('.') == 2 && Enum.TryParse<StepRule>(stored[(dot + 1)..], out var rule) && Enum.IsDefined(rule) && !char.IsAsciiDigit(stored[dot + 1])
            ? (stored[..dot], rule)
            : (stored, StepRule.None);
    }
}
