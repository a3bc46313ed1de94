using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Rights;
using DsrGateway.Adapters.Sql.Verification;
using FsCheck;
using FsCheck.Fluent;

namespace DsrGateway.Adapters.Tests.Sql;

public sealed class MaskTests
{
    private static readonly byte[] Key = new byte[32];

    private static readonly Mask[] Masks =
    [
        new(MaskKind.Null), new(MaskKind.Text, "erased"), new(MaskKind.Random, Suffix: "@erased.invalid"), new(MaskKind.Hash), new(MaskKind.Hash, IsLong: true), new(MaskKind.Hmac),
    ];

    [Fact]
    public void What_is_masked_is_known_as_masked_and_holds_nothing_of_the_value() =>
        Prop.ForAll<NonEmptyString, PositiveInt>((text, cut) => Masks.All(mask =>
        {
            int? limit = cut.Get % 2 == 0 ? null : 40 + (cut.Get % 100);
            var masked = mask.Apply(text.Get, limit, Key);
            return mask.IsMasked(masked, limit) && (masked is null || limit is null || masked.Length <= limit)
                && (text.Get.Length < 12 || masked?.Contains(text.Get, StringComparison.Ordinal) != true);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_not_masked_is_not_taken_for_masked() =>
        Prop.ForAll<NonEmptyString>(text => Masks.All(mask => !mask.IsMasked($"Åsa {text.Get}", null))).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_values_get_different_hashes_and_equal_hmacs()
    {
        Assert.NotEqual(new Mask(MaskKind.Hash).Apply("a@b.fi", null, null), new Mask(MaskKind.Hash).Apply("a@b.fi", null, null));
        Assert.Equal(new Mask(MaskKind.Hmac).Apply("a@b.fi", null, Key), new Mask(MaskKind.Hmac).Apply("a@b.fi", null, Key));
    }

    [Theory]
    [InlineData("a@b.fi", true)]
    [InlineData("write to a@b.fi.", true)]
    [InlineData("<a@b.fi>, x", true)]
    [InlineData("maria@b.fi", false)]
    [InlineData("m.a@b.fi", false)]
    [InlineData("a@b.fi.org", false)]
    public void A_value_is_found_whole(string text, bool isIn) => Assert.Equal(isIn, WholeValue.IsIn(TextFold.Of(text), "a@b.fi"));

    [Theory]
    [InlineData("2019-06-30", null, "2025-12-31")]
    [InlineData("2019-06-30", "08-31", "2025-08-31")]
    [InlineData("2019-09-01", "08-31", "2026-08-31")]
    [InlineData("2019-12-31T23:30:00Z", null, "2026-12-31")]
    public void Retention_counts_from_the_end_of_the_year_in_the_controllers_zone(string date, string? yearEnds, string until)
    {
        var rule = new RetentionRule
        {
            Collection = "invoice",
            Date = new FieldRef("invoice", "date"),
            Keep = new Period(6, 0, 0),
            When = [],
            Ground = V1.Ground.LegalObligation,
            Basis = "b",
            Detach = [],
            YearEnds = yearEnds is null ? (12, 31) : (int.Parse(yearEnds[..2], null), int.Parse(yearEnds[3..], null)),
        };
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");
        Assert.Equal(DateOnly.Parse(until, null), RetentionRules.Until(rule, date, zone));
        Assert.True(RetentionRules.Keeps(rule, date, zone, DateOnly.Parse(until, null)));
        Assert.False(RetentionRules.Keeps(rule, date, zone, DateOnly.Parse(until, null).AddDays(1)));
        Assert.True(RetentionRules.Keeps(rule, "soon", zone, DateOnly.MaxValue));
    }
}
