namespace DsrGateway.Cases.Deadlines;

/// <summary>The time zone and the working days of a country (Regulation 1182/71, Art. 2: its public holidays, Saturdays and Sundays are none).</summary>
internal sealed class LegalCalendar
{
    private static readonly Dictionary<string, LegalCalendar> ByCountry = new(StringComparer.Ordinal)
    {
        ["FI"] = new("Europe/Helsinki", PublicHolidays.Finland),
        ["SE"] = new("Europe/Stockholm", PublicHolidays.Sweden),
    };

    private readonly string zoneId;
    private readonly Func<DateOnly, bool> isPublicHoliday;

    private LegalCalendar(string zoneId, Func<DateOnly, bool> isPublicHoliday)
    {
        this.zoneId = zoneId;
        this.isPublicHoliday = isPublicHoliday;
    }

    public static IReadOnlyList<string> Countries { get; } = [.. ByCountry.Keys];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(zoneId);

    /// <summary>The zone's name if this machine has no data of it; null if all is well. Without it neither deadlines nor dates can be told.</summary>
    public string? MissingZone => Has(zoneId) ? null : zoneId;

    public static LegalCalendar Of(string country) => ByCountry.TryGetValue(country, out var calendar)
        ? calendar
        : throw new ArgumentException($"There is no calendar for this country: {string.Join(", ", Countries)} are known.", nameof(country));

    /// <summary>The same instant with the offset that counts there.</summary>
    public DateTimeOffset LocalTimeOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    internal static bool Has(string zoneId) => TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out _);

    /// <summary>The day it was there, which near midnight is not the day it was in UTC.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !isPublicHoliday(day);

    /// <summary>The day itself, or the next working day (Art. 3(4)).</summary>
    public DateOnly WorkingDayFrom(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
