namespace DsrGateway.Cases.Deadlines;

/// <summary>
/// The last moment at which an answer is in time (GDPR Art. 12(3)), counted by Regulation (EEC, Euratom) No 1182/71, Art. 3:
/// the day of receipt decides by its number and its own hours do not count; a day that the last month lacks is its last day;
/// only the final day rolls over Saturdays, Sundays and public holidays.
/// </summary>
public static class LegalDeadline
{
    private static readonly TimeOnly LastMoment = new(23, 59, 59, 999);

    /// <summary>The countries whose calendar and time zone are known here.</summary>
    public static IReadOnlyList<string> Countries => LegalCalendar.Countries;

    /// <summary>One month from receipt, as an instant in UTC.</summary>
    /// <exception cref="ArgumentException">The country's calendar is not known.</exception>
    public static DateTimeOffset For(DateTimeOffset received, string country)
    {
        var calendar = LegalCalendar.Of(country);
        return EndOf(LastDay(calendar.DayOf(received), calendar), calendar);
    }

    /// <summary>
    /// With the two further months of Art. 12(3). They may be read as three months from receipt or as two from the end of the first;
    /// after short months the two differ, and the earlier is safe under both.
    /// </summary>
    /// <exception cref="ArgumentException">The country's calendar is not known.</exception>
    public static DateTimeOffset Extended(DateTimeOffset received, string country)
    {
        var calendar = LegalCalendar.Of(country);
        return EndOf(LastExtendedDay(calendar.DayOf(received), calendar), calendar);
    }

    // C-171/03 Toeters: the number of the event's own day decides, not the next day's. AddMonths clips as Art. 3(2)(c) says.
    internal static DateOnly LastDay(DateOnly received, LegalCalendar calendar) =>
        calendar.WorkingDayFrom(received.AddMonths(1));

    internal static DateOnly LastExtendedDay(DateOnly received, LegalCalendar calendar)
    {
        var fromReceipt = calendar.WorkingDayFrom(received.AddMonths(3));
        var fromFirstMonth = calendar.WorkingDayFrom(received.AddMonths(1).AddMonths(2));
        return fromReceipt < fromFirstMonth ? fromReceipt : fromFirstMonth;
    }

    private static DateTimeOffset EndOf(DateOnly day, LegalCalendar calendar)
    {
        var local = day.ToDateTime(LastMoment);
        return new DateTimeOffset(local, calendar.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
