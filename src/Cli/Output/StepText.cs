using DsrGateway.V1;

namespace DsrGateway.Cli.Output;

internal static class StepText
{
    public static string System(Step step) =>
        step.SystemName.Length == 0 || step.SystemName == step.SystemId ? step.SystemId : $"{step.SystemName} ({step.SystemId})";

    public static string State(Step step)
    {
        var text = Words.Of(step.State);
        if (step.State != StepState.Ended && step.Phase != Phase.Unspecified)
        {
            text += $" ({Words.Of(step.Phase)})";
        }

        return step.ByHand ? text + ", by hand" : text;
    }

    public static string FoundBy(Step step) => string.Join('\n', step.FoundBy.Select(found =>
        found.OriginSystemId.Length == 0 ? $"{found.IdentifierType} (request)" : $"{found.IdentifierType} (from {found.OriginSystemId})"));

    /// <summary>What is known, and what stands in the way.</summary>
    public static IEnumerable<string> Outcome(Step step, TimeProvider clock)
    {
        foreach (var part in step.Parts)
        {
            yield return OutcomeText.Of(part);
        }

        if (step.Problem != Problem.Unspecified || step.Rule != Rule.Unspecified)
        {
            string[] why = [.. step.Problem == Problem.Unspecified ? [] : (string[])[Words.Of(step.Problem)], .. step.Rule == Rule.Unspecified ? [] : (string[])[Words.Of(step.Rule)]];
            var attempts = step.FailedAttempts > 0 ? FormattableString.Invariant($", {step.FailedAttempts} attempts") : "";
            yield return $"problem: {string.Join(": ", why)}{attempts}";
        }

        if (step.NextAttemptTime is not null && step.State != StepState.Ended)
        {
            // A time that has passed is no promise any more.
            yield return step.NextAttemptTime.ToDateTimeOffset() > clock.GetUtcNow()
                ? $"next attempt {Times.Of(step.NextAttemptTime, clock)}"
                : $"next attempt due since {Times.Of(step.NextAttemptTime, clock)}";
        }

        if (step.InformationNeeded.Count > 0)
        {
            yield return $"needs {string.Join(" or ", step.InformationNeeded)}";
        }

        if (step.Instruction.Length > 0 && step.State == StepState.WaitingForPerson)
        {
            yield return $"to do: {step.Instruction}";
        }
    }
}
