using System.Globalization;

namespace DsrGateway.Cases.Deadlines;

public sealed class EasterTests
{
    [Theory]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2038-04-25")] // The latest there can be.
    [InlineData("2285-03-22")] // The earliest.
    public void Easter_Day_is(string day)
    {
        var easter = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        Assert.Equal(easter, Easter.Sunday(easter.Year));
    }

    [Fact]
    public void It_is_a_Sunday_from_22_March_to_25_April() => Assert.All(Enumerable.Range(1900, 1000), year =>
    {
        var easter = Easter.Sunday(year);
        Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
    });
}
