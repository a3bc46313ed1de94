using System.Text;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The wording that faults share.</summary>
internal static class FaultText
{
    public static string Join(string path, string key) => path.Length == 0 ? Shorten(key) : $"{path}.{Shorten(key)}";

    public static string Quote(string value) => $"'{Shorten(value)}'";

    /// <summary>A value is repeated in a terminal or a log: short, and without control characters that could forge a line.</summary>
    public static string Shorten(string text)
    {
        const int max = 160;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(max))
        {
            shown.Append(Rune.IsControl(rune) ? "?" : rune.ToString());
        }

        return text.Length > max ? $"{shown}..." : shown.ToString();
    }

    public static string OneOf(IReadOnlyList<string> known, string given) =>
        $"must be one of {string.Join(", ", known)}, not {Quote(given)}{DidYouMean(known, given, end: ".")}";

    public static string DidYouMean(IReadOnlyList<string> known, string given, string end) =>
        NearestWord.Of(known, given) is { } nearest ? $"; did you mean '{nearest}'?" : end;
}
