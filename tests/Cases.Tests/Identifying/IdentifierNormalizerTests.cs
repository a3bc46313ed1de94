using FsCheck;
using FsCheck.Fluent;
using static DsrGateway.Cases.Identifying.Normalizing;

namespace DsrGateway.Cases.Identifying;

public sealed class IdentifierNormalizerTests
{
    [Theory]
    [InlineData("name", "  Åsa  Öberg ", "Åsa  Öberg")]
    [InlineData("name", "A\u030Asa", "Åsa")]
    [InlineData("customer_number", "A-0017", "A-0017")]
    [InlineData("user_name", "AnnaV", "AnnaV")]
    [InlineData("contract_number", "\u00A0x\t", "x")]
    public void Other_types_are_trimmed_and_composed_only(string type, string value, string normal) => Assert.Equal(normal, Normal(type, value));

    [Theory]
    [InlineData("")]
    [InlineData("Email")]
    [InlineData("e-mail")]
    [InlineData("1st")]
    [InlineData("email\n")]
    [InlineData("anna@example.com")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_malformed_type_is_refused(string type) => Assert.Equal(IdentifierFaultCode.TypeMalformed, Refused(type, "value"));

    [Theory]
    [InlineData("an\0na")]
    [InlineData("an\nna")]
    [InlineData("an\u007Fna")]
    [InlineData("an\u0085na")]
    [InlineData("an\u200Bna")] // Zero-width space.
    [InlineData("an\u200Dna")] // Zero-width joiner.
    [InlineData("an\u00ADna")] // Soft hyphen.
    [InlineData("\uFEFFanna")] // Byte order mark.
    [InlineData("an\u202Ena")] // Right-to-left override.
    [InlineData("an\u2066na")]
    [InlineData("an\u200Fna")]
    [InlineData("an\u2028na")]
    [InlineData("an\u034Fna")] // Combining grapheme joiner.
    [InlineData("an\u3164na")] // Hangul filler.
    [InlineData("an\uFE0Fna")] // Variation selector.
    [InlineData("an\U000E0041na")] // Tag character.
    [InlineData("an\uE000na")]
    public void Characters_that_nobody_sees_are_refused_in_every_type(string value)
    {
        Assert.Equal(IdentifierFaultCode.ForbiddenCharacter, Refused("name", value));
        Assert.Equal(IdentifierFaultCode.ForbiddenCharacter, Refused("email", $"{value}@example.com"));
        Assert.Equal(IdentifierFaultCode.ForbiddenCharacter, Refused("phone", $"040{value}"));
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal(IdentifierFaultCode.ForbiddenCharacter, IdentifierNormalizer.Normalize(new("name", "an\ud800na"), "FI").Fault?.Code);

    [Fact]
    public void Empty_and_too_long_values_are_refused()
    {
        Assert.Equal(IdentifierFaultCode.Empty, Refused("name", " \t "));
        Assert.Equal(new string('x', 512), Normal("name", new string('x', 512)));
        Assert.Equal(IdentifierFaultCode.TooLong, Refused("name", new string('x', 513)));
    }

    [Fact]
    public void Whatever_comes_in_it_is_refused_or_its_own_normal_form()
    {
        var text = Gen.ArrayOf(Gen.Frequency(
            (4, Gen.Elements("aA1.-+0 ()åÅßİ:ſσς\u030A".ToCharArray())),
            (1, Gen.Choose(0, 0xFFFF).Select(code => (char)code)))).Select(chars => new string(chars));
        var identifiers =
            from type in Gen.Elements("email", "phone", "ip_address", "name")
            from before in text
            from after in text
            from isAddress in Gen.Elements(true, false)
            let value = isAddress ? $"{before}@{after}" : before
            from country in Gen.Elements("FI", "SE", "NO", "DK", "EE", "XX")
            select (identifier: new Identifier(type, value), country);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000),
            Prop.ForAll(identifiers.ToArbitrary(), sample =>
            {
                var result = IdentifierNormalizer.Normalize(sample.identifier, sample.country);
                return result.IsNormalized
                    ? IdentifierNormalizer.Normalize(result.Identifier, sample.country) == result
                    : result.Fault.Description.Length > 0;
            }));
    }
}
