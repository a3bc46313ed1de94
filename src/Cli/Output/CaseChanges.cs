using DsrGateway.V1;

namespace DsrGateway.Cli.Output;

/// <summary>What changed from one state of a case to the next, a line each.</summary>
internal static class CaseChanges
{
    public static IEnumerable<string> Between(Case? before, Case after, TimeProvider clock)
    {
        var head = FormattableString.Invariant($"[{after.Revision}]");
        if (before is null || CaseView.Headline(before) != CaseView.Headline(after))
        {
            yield return $"{head} case: {CaseView.Headline(after)}";
        }

        foreach (var step in after.Steps)
        {
            var text = Describe(step, clock);
            var old = before?.Steps.FirstOrDefault(other => other.SystemId == step.SystemId);
            if (old is null || Describe(old, clock) != text)
            {
                yield return $"{head} {text}";
            }
        }
    }

    private static string Describe(Step step, TimeProvider clock)
    {
        var outcome = string.Join("; ", StepText.Outcome(step, clock));
        return $"{step.SystemId}: {StepText.State(step)}{(outcome.Length > 0 ? "; " + outcome : "")}";
    }
}
