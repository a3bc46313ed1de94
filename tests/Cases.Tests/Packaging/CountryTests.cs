using DsrGateway.Cases.Configuring.Yaml;
using DsrGateway.Cases.Deadlines;
using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging;

/// <summary>Dates, authority and contact are those of the controller's country.</summary>
public class CountryTests
{
    [Theory]
    [InlineData("FI", "fi", "1.12.2026", "1.12.2026 klo 1.04")]
    [InlineData("FI", "sv", "1.12.2026", "1.12.2026 kl. 1.04")]
    [InlineData("FI", "en", "1 December 2026", "1 December 2026, 01:04")]
    [InlineData("SE", "sv", "2026-12-01", "2026-12-01 kl. 00.04")]
    [InlineData("SE", "fi", "1.12.2026", "1.12.2026 klo 0.04")]
    [InlineData("SE", "en", "1 December 2026", "1 December 2026, 00:04")]
    public async Task A_request_of_shortly_before_midnight_in_utc_was_received_the_next_day(string country, string language, string day, string time)
    {
        var received = LegalCalendar.Of(country).LocalTimeOf(new DateTimeOffset(2026, 11, 30, 23, 4, 0, TimeSpan.Zero));
        var facts = FakeSource.Facts with { Country = country, Language = language, ReceiveTime = received, CreateTime = received };
        using var package = await Package.WriteAsync(new FakeSource(facts));

        var words = PackageTexts.For(language).Page;
        Assert.Contains($"<dt>{words.Received}</dt><dd>{day}</dd>", package.Page, StringComparison.Ordinal);
        Assert.Contains($"<dt>{words.Created}</dt><dd>{time}</dd>", package.Page, StringComparison.Ordinal);
        Assert.Equal("2026-11-30T23:04:00Z", package.Manifest.GetProperty("receiveTime").GetString());
    }

    [Theory]
    [InlineData("2026-07-01T21:30:00Z", "2.7.2026")]
    [InlineData("2026-12-01T21:30:00Z", "1.12.2026")]
    [InlineData("2026-10-25T00:30:00Z", "25.10.2026")]
    public void The_page_and_the_deadline_count_the_same_day(string instant, string day)
    {
        var calendar = LegalCalendar.Of("FI");
        var time = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(day, DateForm.Of("fi", "FI").Date(calendar.LocalTimeOf(time)));
        Assert.Equal(day, DateForm.Of("fi", "FI").Date(calendar.DayOf(time)));
    }

    [Theory]
    [InlineData("FI", "fi", "Tietosuojavaltuutetun toimisto")]
    [InlineData("FI", "sv", "Dataombudsmannens byrå")]
    [InlineData("SE", "sv", "Integritetsskyddsmyndigheten")]
    [InlineData("SE", "en", "Swedish Authority for Privacy Protection")]
    [InlineData("SE", "fi", "Integritetsskyddsmyndigheten")]
    public async Task The_authority_is_the_countrys(string country, string language, string name)
    {
        using var package = await Package.WriteAsync(new FakeSource(FakeSource.Facts with { Country = country, Language = language }));

        Assert.Contains(name, package.Page, StringComparison.Ordinal);
        Assert.Equal(country == "FI", package.Page.Contains("tietosuoja@om.fi", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_country_with_a_calendar_has_an_authority_in_three_languages() => Assert.All(
        LegalDeadline.Countries,
        country => Assert.All(new[] { "fi", "sv", "en" }, language => Assert.NotNull(Authorities.Of(country, language))));

    [Fact]
    public void A_country_that_is_not_known_has_no_other_countrys_authority() => Assert.Null(Authorities.Of("NO", "en"));

    [Fact]
    public void Missing_time_zone_data_is_told_by_name()
    {
        Assert.False(LegalCalendar.Has("Europe/Nowhere"));
        Assert.All(LegalDeadline.Countries, country => Assert.Null(LegalCalendar.Of(country).MissingZone));
        Assert.Contains("install tzdata", ControllerSections.MissingZone("FI", "Europe/Helsinki"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_controllers_contact_stands_on_the_page()
    {
        using var with = await Package.WriteAsync(new FakeSource(FakeSource.Facts));
        using var without = await Package.WriteAsync(new FakeSource(FakeSource.Facts with { ControllerContact = null }));

        Assert.Contains("tietosuoja@entteri.example", with.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(PackageTexts.For("en").Rights.Contact, without.Page, StringComparison.Ordinal);
    }
}
