using DsrGateway.V1;

namespace DsrGateway.Cli.Output;

/// <summary>One outcome part in one line, such as "retained 4 × user.financial: a legal obligation (...), until 2031-12-31".</summary>
internal static class OutcomeText
{
    public static string Of(OutcomePart part)
    {
        var text = Words.Of(part.Kind);
        if (part.Count > 0)
        {
            text += FormattableString.Invariant($" {part.Count} ×");
        }

        if (part.Category.Length > 0)
        {
            text += " " + part.Category;
        }
        else if (part.Count > 0)
        {
            text += " records";
        }

        var reasons = Reasons(part).ToList();
        return reasons.Count == 0 ? text : $"{text}: {string.Join(", ", reasons)}";
    }

    private static IEnumerable<string> Reasons(OutcomePart part)
    {
        if (part.Ground != Ground.Unspecified)
        {
            yield return Words.Of(part.Ground) + (part.Basis.Length > 0 ? $" ({part.Basis})" : "");
        }

        if (part.UntilDate.Length > 0)
        {
            yield return $"until {part.UntilDate}";
        }

        if (part.Place.Length > 0)
        {
            yield return $"in {part.Place}";
        }
    }
}
