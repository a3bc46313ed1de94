namespace DsrGateway.Cases.Deadlines;

/// <summary>
/// The public holidays that can fall on Monday to Friday. Saturdays and Sundays need no entry: Midsummer Day and All Saints' Day are
/// Saturdays, Easter Day and Whit Sunday are Sundays. Eves are working days here although offices are closed: Midsummer and Christmas Eve
/// roll a time limit before courts and authorities (Finnish act 150/1930, section 5), but are no public holidays, and earlier is safe.
/// </summary>
internal static class PublicHolidays
{
    /// <summary>The church's days (Church Act), May Day (act 272/1944) and Independence Day (act 388/1937).</summary>
    public static bool Finland(DateOnly day) => Common(day) || day is { Month: 12, Day: 6 };

    /// <summary>The act on public holidays (1989:253).</summary>
    public static bool Sweden(DateOnly day) => Common(day) || day is { Month: 6, Day: 6 };

    private static bool Common(DateOnly day) =>
        day is { Month: 1, Day: 1 or 6 } or { Month: 5, Day: 1 } or { Month: 12, Day: 25 or 26 }
        || DaysAfterEaster(day) is GoodFriday or EasterMonday or Ascension;

    private const int GoodFriday = -2;
    private const int EasterMonday = 1;
    private const int Ascension = 39;

    private static int DaysAfterEaster(DateOnly day) => day.DayNumber - Easter.Sunday(day.Year).DayNumber;
}
