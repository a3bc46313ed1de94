using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Verification;

/// <summary>A value inside a text, but not as a piece of another value: "a@b.fi" is not in "maria@b.fi", "1001" not in "10010".</summary>
internal static class WholeValue
{
    private const int Distinct = 5;

    /// <summary>Short values and plain numbers stand in any text by chance.</summary>
    public static bool IsSearchedInText(IdentifierRule rule, string value) =>
        rule.FindInText ?? (rule.Type is "email" or "phone" || (value.Length >= Distinct && !value.All(char.IsAsciiDigit)));

    public static string Like(string value) =>
        $"%{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    public static bool IsIn(string text, string value)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            var end = at + value.Length;
            if ((at == 0 || !IsPart(text, at - 1, -1)) && (end == text.Length || !IsPart(text, end, 1)))
            {
                return true;
            }
        }

        return false;
    }

    // A dot or a dash ends a sentence as often as it joins a name: it joins only if a letter or digit follows on its other side.
    private static bool IsPart(string text, int at, int step)
    {
        var c = text[at];
        var next = at + step;
        return char.IsLetterOrDigit(c) || (c is '.' or '-' or '_' or '+' && next >= 0 && next < text.Length && char.IsLetterOrDigit(text[next]));
    }
}
