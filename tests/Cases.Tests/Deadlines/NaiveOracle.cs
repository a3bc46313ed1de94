namespace DsrGateway.Cases.Deadlines;

/// <summary>The same rules written another way: by walking, with a list of holidays and another Easter (Gauss, as Lichtenberg completed it).</summary>
internal static class NaiveOracle
{
    public static DateOnly LastDay(DateOnly received, string country)
    {
        var (year, month) = received.Month == 12 ? (received.Year + 1, 1) : (received.Year, received.Month + 1);
        var day = new DateOnly(year, month, 1);
        while (day.Day < received.Day && day.AddDays(1).Month == month)
        {
            day = day.AddDays(1);
        }

        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holidays(day.Year, country).Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static IEnumerable<DateOnly> Holidays(int year, string country)
    {
        var easter = GaussEaster(year);
        yield return new DateOnly(year, 1, 1);
        yield return new DateOnly(year, 1, 6);
        yield return easter.AddDays(-2);
        yield return easter;
        yield return easter.AddDays(1);
        yield return new DateOnly(year, 5, 1);
        yield return easter.AddDays(39);
        yield return easter.AddDays(49);
        yield return FirstSaturdayFrom(new DateOnly(year, 6, 20));
        yield return FirstSaturdayFrom(new DateOnly(year, 10, 31));
        yield return country == "FI" ? new DateOnly(year, 12, 6) : new DateOnly(year, 6, 6);
        yield return new DateOnly(year, 12, 25);
        yield return new DateOnly(year, 12, 26);
    }

    private static DateOnly FirstSaturdayFrom(DateOnly day) => day.DayOfWeek == DayOfWeek.Saturday ? day : FirstSaturdayFrom(day.AddDays(1));

    private static DateOnly GaussEaster(int year)
    {
        var k = year / 100;
        var m = 15 + (((3 * k) + 3) / 4) - (((8 * k) + 13) / 25);
        var s = 2 - (((3 * k) + 3) / 4);
        var a = year % 19;
        var d = ((19 * a) + m) % 30;
        var r = (d + (a / 11)) / 29;
        var fullMoon = 21 + d - r;
        var firstSunday = 7 - ((year + (year / 4) + s) % 7);
        return new DateOnly(year, 3, 1).AddDays(fullMoon + 7 - ((fullMoon - firstSunday) % 7) - 1);
    }
}
