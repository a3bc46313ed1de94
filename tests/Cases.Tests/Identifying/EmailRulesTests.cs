using static DsrGateway.Cases.Identifying.Normalizing;

namespace DsrGateway.Cases.Identifying;

public sealed class EmailRulesTests
{
    [Theory]
    [InlineData("  Anna.Virtanen@Example.COM \r\n", "anna.virtanen@example.com")]
    [InlineData("a.n.n.a+tag@example.com", "a.n.n.a+tag@example.com")]
    [InlineData("ÅKE@example.com", "åke@example.com")]
    [InlineData("A\u030Ake@example.com", "åke@example.com")] // A and a combining ring are Å.
    [InlineData("anna@Ålandsbanken.fi", "anna@xn--landsbanken-w8a.fi")]
    [InlineData("anna@A\u030Alandsbanken.fi", "anna@xn--landsbanken-w8a.fi")]
    [InlineData("anna@XN--landsbanken-w8a.fi", "anna@xn--landsbanken-w8a.fi")]
    [InlineData("anna@ｅｘａｍｐｌｅ.com", "anna@example.com")] // IDNA maps full-width letters of a domain.
    [InlineData("иван@почта.рф", "иван@xn--80a1acny.xn--p1ai")] // Wholly Cyrillic.
    [InlineData("иван@example.com", "иван@example.com")] // Each part is of one script.
    [InlineData("anna@straße.de", "anna@xn--strae-oqa.de")] // IDNA 2008: not strasse.de, which is another domain.
    [InlineData("anna@intranet", "anna@intranet")]
    public void Is_lower_case_with_an_ascii_domain(string value, string normal) => Assert.Equal(normal, Normal("email", value));

    [Theory]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@@example.com")]
    [InlineData("anna@example@com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("<anna@example.com>")]
    [InlineData("an na@example.com")]
    [InlineData("\"anna\"@example.com")]
    [InlineData("anna@exam ple.com")]
    [InlineData("anna@example..com")]
    [InlineData("anna@.example.com")]
    [InlineData("anna@example.com.")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@exa_mple.com")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@xn--a.com")]
    [InlineData("a@b.com,c@d.com")]
    public void Malformed_it_is_refused(string value) => Assert.Equal(IdentifierFaultCode.EmailMalformed, Refused("email", value));

    [Theory]
    [InlineData("\u0430nna@example.com")] // Cyrillic a.
    [InlineData("ann\u03B1@example.com")] // Greek alpha.
    [InlineData("anna@ex\u0430mple.com")]
    [InlineData("anna@mail.ex\u0430mple.com")]
    [InlineData("anna@xn--exmple-4nf.com")] // The same, hidden in Punycode.
    [InlineData("\u0430\u03BF@example.com")] // Cyrillic and Greek.
    public void Letters_of_different_scripts_are_refused(string value) =>
        Assert.Equal(IdentifierFaultCode.MixedScripts, Refused("email", value));

    [Fact]
    public void A_word_wholly_of_another_script_is_not_its_lookalike() =>
        Assert.NotEqual(Normal("email", "\u0430\u0441\u0435@example.com"), Normal("email", "ace@example.com"));

    [Theory]
    [InlineData("ａnna@example.com")]
    [InlineData("of\uFB01ce@example.com")]
    public void Special_forms_of_letters_before_the_at_are_refused(string value) =>
        Assert.Equal(IdentifierFaultCode.CompatibilityCharacter, Refused("email", value));

    [Fact]
    public void Length_is_limited()
    {
        var label = new string('b', 63);
        var longest = $"{new string('a', 64)}@{label}.{label}.{label}.{new string('b', 61)}";
        Assert.Equal(longest, Normal("email", longest));
        Assert.Equal(IdentifierFaultCode.EmailMalformed, Refused("email", "a" + longest));
        Assert.Equal(IdentifierFaultCode.EmailMalformed, Refused("email", longest + "bb"));
        Assert.Equal(IdentifierFaultCode.TooLong, Refused("email", $"a@{new string('b', 320)}"));
    }
}
