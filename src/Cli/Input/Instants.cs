using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace DsrGateway.Cli.Input;

/// <summary>Dates (the start of that day here) and times, which must say their offset.</summary>
internal static class Instants
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static Timestamp Parse(string text, TimeProvider clock)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            var midnight = date.ToDateTime(TimeOnly.MinValue);
            return Timestamp.FromDateTimeOffset(new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight)));
        }

        var withOffset = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;
        return DateTimeOffset.TryParseExact(withOffset, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Timestamp.FromDateTimeOffset(time)
            : throw CliException.Usage($"'{text}' is no time: write 2026-03-01 or 2026-03-01T09:30+02:00.");
    }
}
