using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>What a system's answer comes to, in two words and a colour.</summary>
internal sealed record SystemResult(string Label, string Style)
{
    public static SystemResult Of(PackageSystem system, SystemWords words)
    {
        if (system.State != StepState.Ended)
        {
            return new(words.StateOpen, "part");
        }

        var kinds = system.Parts.Select(part => part.Kind).ToHashSet();
        if (kinds.Contains(OutcomeKind.Failed) || kinds.Contains(OutcomeKind.Residue))
        {
            return new(words.StateFailed, "no");
        }

        var isHeldBack = kinds.Contains(OutcomeKind.Refused) || kinds.Contains(OutcomeKind.Retained);
        return (kinds.Contains(OutcomeKind.Done), isHeldBack) switch
        {
            (true, true) => new(words.StatePart, "part"),
            (true, false) => new(words.StateFound, "ok"),
            (false, true) => new(words.StateRefused, "no"),
            _ => new(words.StateNothing, ""),
        };
    }

    public void Write(Html html) => html.Element("span", Label, ("class", $"badge {Style}".TrimEnd()));
}
