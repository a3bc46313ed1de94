using System.Globalization;
using System.Text.RegularExpressions;

namespace DsrGateway.Cli.Input;

/// <summary>Lengths of time as people write them: 500ms, 10s, 2m, 1h.</summary>
internal static partial class Durations
{
    public static TimeSpan Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success
            || !double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number is <= 0 or > 86_400)
        {
            throw CliException.Usage($"'{text}' is no length of time: write 500ms, 10s, 2m or 1h.");
        }

        return match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
    }

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)(?<unit>ms|s|m|h)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
