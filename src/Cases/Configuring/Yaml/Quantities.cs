using System.Globalization;
using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>Whole numbers, lengths of time and sizes as people write them: 4, 30s, 2GiB.</summary>
internal static partial class Quantities
{
    public static long? WholeNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static TimeSpan? Duration(string text)
    {
        var match = DurationPattern().Match(text);
        return !match.Success ? null : TimeSpan.FromMilliseconds(Number(match) * match.Groups["unit"].Value switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            _ => 3_600_000,
        });
    }

    public static long? Size(string text)
    {
        var match = SizePattern().Match(text);
        return !match.Success ? null : Number(match) << match.Groups["unit"].Value switch
        {
            "KiB" => 10,
            "MiB" => 20,
            "GiB" => 30,
            "TiB" => 40,
            _ => 0,
        };
    }

    private static long Number(Match match) => long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    // Few enough digits that no unit can overflow: the limits that use them are far below.
    [GeneratedRegex(@"\A(?<number>[0-9]{1,9})\s?(?<unit>ms|s|m|h)\z")]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"\A(?:(?<number>[0-9]{1,15})(?:\s?B)?|(?<number>[0-9]{1,6})\s?(?<unit>KiB|MiB|GiB|TiB))\z")]
    private static partial Regex SizePattern();
}
