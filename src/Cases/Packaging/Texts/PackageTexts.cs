using System.Globalization;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>
/// Every word of the page in one language. All members are required, so that a text missing in a language does not compile.
/// Dates and numbers are written by fixed patterns: the page must not change with the machine's language data.
/// </summary>
internal sealed record PackageTexts
{
    public required string Tag { get; init; }

    public required string DatePattern { get; init; }

    public required string TimePattern { get; init; }

    public required string GroupSeparator { get; init; }

    public required PageWords Page { get; init; }

    public required SystemWords Systems { get; init; }

    public required RightsWords Rights { get; init; }

    public required IReadOnlyDictionary<Ground, string> Grounds { get; init; }

    public required IReadOnlyDictionary<OutcomeKind, string> Outcomes { get; init; }

    public required IReadOnlyDictionary<string, string> Identifiers { get; init; }

    public required IReadOnlyDictionary<string, string> Categories { get; init; }

    public required SupervisoryAuthority Authority { get; init; }

    public static PackageTexts For(string language) => language.Split('-', '_')[0] switch
    {
        "fi" => FinnishTexts.Texts,
        "sv" => SwedishTexts.Texts,
        _ => EnglishTexts.Texts,
    };

    public string Date(DateOnly date) => date.ToString(DatePattern, CultureInfo.InvariantCulture);

    public string Date(DateTimeOffset time) => time.ToString(DatePattern, CultureInfo.InvariantCulture);

    public string Time(DateTimeOffset time) => time.ToString(DatePattern + TimePattern, CultureInfo.InvariantCulture);

    public string Number(long number) =>
        number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = GroupSeparator });

    public string Identifier(string type) => Identifiers.GetValueOrDefault(type) ?? type.Replace('_', ' ');

    /// <summary>The controller's word, ours, or ours for the nearest wider category; the code itself if there is none.</summary>
    public string Category(string category, IReadOnlyDictionary<string, string> labels)
    {
        if (category.Length == 0)
        {
            return Systems.WholeSystem;
        }

        for (var code = category; code.Length > 0; code = code[..Math.Max(0, code.LastIndexOf('.'))])
        {
            if ((labels.GetValueOrDefault(code) ?? Categories.GetValueOrDefault(code)) is { } label)
            {
                return label;
            }
        }

        return category;
    }
}
