using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Identifying;

/// <summary>What a person can be searched by. It is personal data, so no text made of it for a log or an error shows the value.</summary>
public sealed partial record Identifier(string Type, string Value)
{
    // A malformed type may be a value in the wrong field: it is not shown either.
    public override string ToString() => IsTypeWellFormed ? $"{Type}:***" : "?:***";

    internal bool IsTypeWellFormed => TypePattern().IsMatch(Type);

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex TypePattern();
}
