using System.Globalization;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>Every word of the page in one language. All members are required, so that a text missing in a language does not compile.</summary>
internal sealed record PackageTexts
{
    public required string Tag { get; init; }

    public required string GroupSeparator { get; init; }

    public required PageWords Page { get; init; }

    public required SystemWords Systems { get; init; }

    public required RightsWords Rights { get; init; }

    public required IReadOnlyDictionary<Ground, string> Grounds { get; init; }

    public required OutcomeWords Outcomes { get; init; }

    public static PackageTexts For(string language) => language.Split('-', '_')[0] switch
    {
        "fi" => FinnishTexts.Texts,
        "sv" => SwedishTexts.Texts,
        _ => EnglishTexts.Texts,
    };

    public string Number(long number) =>
        number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = GroupSeparator });

    /// <summary>A controller's own type has no name here; its words are set apart so that it can be read.</summary>
    public string Identifier(string type) => IdentifierNames.All.TryGetValue(type, out var name) ? name.In(Tag) : type.Replace('_', ' ');

    /// <summary>The controller's word, ours, or one of these for the nearest wider category that still says something.</summary>
    public string Category(string category, IReadOnlyDictionary<string, string> labels)
    {
        if (category.Length == 0)
        {
            return Systems.WholeSystem;
        }

        for (var code = category; code.Length > 0; code = code[..Math.Max(0, code.LastIndexOf('.'))])
        {
            if (labels.TryGetValue(code, out var label))
            {
                return label;
            }

            if ((code == category || code.Contains('.', StringComparison.Ordinal)) && CategoryNames.All.TryGetValue(code, out var name))
            {
                return name.In(Tag);
            }
        }

        return CategoryNames.Other.In(Tag);
    }
}
