using System.Globalization;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Whether a row must still be kept, and until when. A row whose age nobody can tell is kept.</summary>
internal static class RetentionRules
{
    /// <summary>The last day the row is kept; null if there is no end to tell.</summary>
    public static DateOnly? Until(RetentionRule rule, object? value, TimeZoneInfo zone)
    {
        if (rule.Keep is not { } keep || Date(value, zone) is not { } date)
        {
            return null;
        }

        if (rule.YearEnds is var (month, day))
        {
            var end = EndOf(date.Year, month, day);
            date = date <= end ? end : EndOf(date.Year + 1, month, day);
        }

        var until = date.AddYears(keep.Years).AddMonths(keep.Months).AddDays(keep.Days);
        return rule.YearEnds is var (m, d) && keep is { Months: 0, Days: 0 } ? EndOf(until.Year, m, d) : until;
    }

    public static bool Keeps(RetentionRule rule, object? value, TimeZoneInfo zone, DateOnly today) =>
        Until(rule, value, zone) is not { } until || today <= until;

    public static DateOnly? Date(object? value, TimeZoneInfo zone) => value switch
    {
        DateOnly date => date,
        DateTime { Kind: DateTimeKind.Utc } utc => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone)),
        DateTime local => DateOnly.FromDateTime(local),
        // Seconds or milliseconds since 1970.
        long number => Local(Math.Abs(number) < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number), zone),
        int number => Local(DateTimeOffset.FromUnixTimeSeconds(number), zone),
        string text => Parse(text, zone),
        _ => null,
    };

    private static DateOnly? Parse(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text.Length < 10 || !DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            return null;
        }

        var hasOffset = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? Local(instant, zone) : date;
    }

    private static DateOnly Local(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateOnly EndOf(int year, int month, int day) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
