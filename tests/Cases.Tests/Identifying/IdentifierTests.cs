using System.Globalization;

namespace DsrGateway.Cases.Identifying;

public sealed class IdentifierTests
{
    [Fact]
    public void No_text_made_of_it_shows_the_value()
    {
        var identifier = new Identifier("email", "anna@example.com");

        Assert.Equal("email:***", identifier.ToString());
        Assert.Equal("email:***", $"{identifier}");
        Assert.Equal("email:***", string.Format(CultureInfo.InvariantCulture, "{0}", identifier));
        Assert.DoesNotContain("anna", new { identifier }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", IdentifierNormalizer.Normalize(identifier, "FI").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_in_the_field_of_the_type_is_not_shown_either() =>
        Assert.Equal("?:***", new Identifier("anna@example.com", "email").ToString());

    [Fact]
    public void It_is_equal_by_type_and_value()
    {
        Assert.Equal(new Identifier("email", "a"), new Identifier("email", "a"));
        Assert.NotEqual(new Identifier("email", "a"), new Identifier("email", "b"));
    }
}
