using System.Globalization;

namespace DsrGateway.Cases.Deadlines;

public sealed class LegalDeadlineTests
{
    [Theory]
    // The ICO's examples and those of EDPB Guidelines 01/2022, in years where the end is a working day.
    [InlineData("2025-09-03", "2025-10-03")]
    [InlineData("2025-03-31", "2025-04-30")]
    [InlineData("2024-03-05", "2024-04-05")]
    [InlineData("2026-08-31", "2026-09-30")]
    // Computed for Finland: Easter, short month, Sunday, May Day, the eves that are working days, the days after them, New Year.
    [InlineData("2026-03-05", "2026-04-07")]
    [InlineData("2026-01-31", "2026-03-02")]
    [InlineData("2025-10-31", "2025-12-01")]
    [InlineData("2026-04-01", "2026-05-04")]
    [InlineData("2026-05-19", "2026-06-19")]
    [InlineData("2026-05-20", "2026-06-22")]
    [InlineData("2026-11-24", "2026-12-24")]
    [InlineData("2026-11-25", "2026-12-28")]
    [InlineData("2025-12-01", "2026-01-02")]
    public void In_Finland_the_last_day_is(string received, string lastDay) => Assert.Equal(lastDay, LastDay(received, "FI"));

    [Theory]
    [InlineData("2024-11-06", "2024-12-06", "2024-12-09")] // Finland's Independence Day, a Friday.
    [InlineData("2025-05-06", "2025-06-09", "2025-06-06")] // Sweden's National Day, a Friday.
    [InlineData("2026-05-20", "2026-06-22", "2026-06-22")] // Midsummer Day.
    [InlineData("2025-12-06", "2026-01-07", "2026-01-07")] // Epiphany, a Tuesday.
    [InlineData("2026-04-14", "2026-05-15", "2026-05-15")] // Ascension Day.
    public void Each_country_has_its_holidays(string received, string inSweden, string inFinland)
    {
        Assert.Equal(inSweden, LastDay(received, "SE"));
        Assert.Equal(inFinland, LastDay(received, "FI"));
    }

    [Theory]
    [InlineData("2026-03-05", "2026-06-05")]
    [InlineData("2026-08-31", "2026-11-30")]
    [InlineData("2026-01-31", "2026-04-28")] // Three months from receipt would be 30 April.
    [InlineData("2025-10-31", "2026-01-30")] // Three months from receipt would be 2 February.
    [InlineData("2026-04-01", "2026-07-01")]
    [InlineData("2026-05-19", "2026-08-19")]
    [InlineData("2026-05-20", "2026-08-20")]
    [InlineData("2026-11-24", "2027-02-24")]
    [InlineData("2026-11-25", "2027-02-25")]
    [InlineData("2025-12-01", "2026-03-02")]
    public void Extended_it_is_the_earlier_of_both_readings(string received, string lastDay)
    {
        var extended = LegalDeadline.Extended(NoonIn(received, "FI"), "FI");

        Assert.Equal(lastDay, DayIn(extended, "FI"));
        Assert.Equal(new TimeSpan(0, 23, 59, 59, 999), LocalTime(extended, "FI"));
    }

    [Theory]
    [InlineData("2026-03-04T22:30:00Z", "FI", "2026-04-07T20:59:59.999Z")] // 5 March in Helsinki; ends in summer time.
    [InlineData("2026-03-04T21:59:59Z", "FI", "2026-04-07T20:59:59.999Z")] // Still 4 March: the end is Holy Saturday, and rolls the same way.
    [InlineData("2026-03-04T22:30:00Z", "SE", "2026-04-07T21:59:59.999Z")] // Still 4 March in Stockholm.
    [InlineData("2026-03-29T00:59:59Z", "FI", "2026-04-29T20:59:59.999Z")] // The last second before the hour that does not exist.
    [InlineData("2026-03-29T01:00:00Z", "FI", "2026-04-29T20:59:59.999Z")]
    [InlineData("2026-10-25T00:30:00Z", "FI", "2026-11-25T21:59:59.999Z")] // 03:30 for the first time.
    [InlineData("2026-10-25T01:30:00Z", "FI", "2026-11-25T21:59:59.999Z")] // 03:30 again.
    public void The_days_are_those_of_the_country(string received, string country, string deadline)
    {
        var instant = LegalDeadline.For(DateTimeOffset.Parse(received, CultureInfo.InvariantCulture), country);

        Assert.Equal(DateTimeOffset.Parse(deadline, CultureInfo.InvariantCulture), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Fact]
    public void A_country_without_a_calendar_is_refused_and_not_guessed()
    {
        Assert.Equal(["FI", "SE"], LegalDeadline.Countries);
        Assert.Throws<ArgumentException>(() => LegalDeadline.For(NoonIn("2026-01-01", "FI"), "DE"));
    }

    private static string LastDay(string received, string country)
    {
        var deadline = LegalDeadline.For(NoonIn(received, country), country);
        Assert.Equal(new TimeSpan(0, 23, 59, 59, 999), LocalTime(deadline, country));
        return DayIn(deadline, country);
    }

    private static DateTimeOffset NoonIn(string day, string country)
    {
        var noon = DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, LegalCalendar.Of(country).Zone.GetUtcOffset(noon));
    }

    private static string DayIn(DateTimeOffset instant, string country) =>
        LegalCalendar.Of(country).DayOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeSpan LocalTime(DateTimeOffset instant, string country) =>
        TimeZoneInfo.ConvertTime(instant, LegalCalendar.Of(country).Zone).TimeOfDay;
}
