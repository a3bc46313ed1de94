using FsCheck;
using FsCheck.Fluent;

namespace DsrGateway.Cases.Deadlines;

/// <summary>What holds for every day of the 400 years after which the Gregorian calendar repeats, and for random instants in them.</summary>
public sealed class LegalDeadlineProperties
{
    private const int DaysOfCycle = 146_097;

    private static readonly DateOnly First = new(2000, 1, 1);

    [Theory]
    [InlineData("FI")]
    [InlineData("SE")]
    public void For_each_day_of_400_years_it_is_what_a_naive_reading_says_and_never_falls_back(string country)
    {
        var calendar = LegalCalendar.Of(country);
        var before = DateOnly.MinValue;
        for (var i = 0; i < DaysOfCycle; i++)
        {
            var received = First.AddDays(i);
            var lastDay = LegalDeadline.LastDay(received, calendar);
            if (lastDay != NaiveOracle.LastDay(received, country)
                || lastDay < before
                || lastDay < received.AddDays(28)
                || !calendar.IsWorkingDay(lastDay)
                || LegalDeadline.LastExtendedDay(received, calendar) < lastDay)
            {
                Assert.Fail($"Received {received:O}: {lastDay:O}.");
            }

            before = lastDay;
        }
    }

    [Fact]
    public void It_is_at_least_28_days_after_receipt_on_a_working_day() => ForInstants((received, country) =>
    {
        var calendar = LegalCalendar.Of(country);
        var lastDay = calendar.DayOf(LegalDeadline.For(received, country));
        return lastDay >= calendar.DayOf(received).AddDays(28) && calendar.IsWorkingDay(lastDay);
    });

    [Fact]
    public void It_is_the_same_for_any_hour_of_the_local_day() => ForInstants((received, country) =>
    {
        var calendar = LegalCalendar.Of(country);
        var sameDay = Enumerable.Range(-24, 49).Select(hours => received.AddHours(hours))
            .Where(other => calendar.DayOf(other) == calendar.DayOf(received));
        return sameDay.All(other => LegalDeadline.For(other, country) == LegalDeadline.For(received, country));
    });

    [Fact]
    public void Who_asks_later_is_never_due_earlier() => ForInstants((received, country) =>
        Enumerable.Range(0, 60).All(hours => LegalDeadline.For(received, country) <= LegalDeadline.For(received.AddHours(hours), country)));

    [Fact]
    public void Extended_it_is_never_earlier() => ForInstants((received, country) =>
        LegalDeadline.Extended(received, country) >= LegalDeadline.For(received, country));

    [Fact]
    public void The_offset_in_which_receipt_is_written_does_not_count() => ForInstants((received, country) =>
        LegalDeadline.For(received.ToOffset(TimeSpan.FromHours(-11)), country) == LegalDeadline.For(received.ToUniversalTime(), country));

    private static void ForInstants(Func<DateTimeOffset, string, bool> holds)
    {
        var start = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var instants =
            from day in Gen.Choose(0, DaysOfCycle)
            from millisecond in Gen.Choose(0, 86_399_999)
            from country in Gen.Elements("FI", "SE")
            select (received: start.AddDays(day).AddMilliseconds(millisecond), country);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(instants.ToArbitrary(), sample => holds(sample.received, sample.country)));
    }
}
