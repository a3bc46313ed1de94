namespace DsrGateway.Cases.Identifying;

internal static class Normalizing
{
    /// <summary>The normal value, which must be its own normal form.</summary>
    public static string Normal(string type, string value, string country = "FI")
    {
        var result = IdentifierNormalizer.Normalize(new Identifier(type, value), country);
        Assert.True(result.IsNormalized, result.Fault?.Description);
        Assert.Null(result.Fault);
        Assert.Equal(type, result.Identifier.Type);
        Assert.Equal(result, IdentifierNormalizer.Normalize(result.Identifier, country));
        return result.Identifier.Value;
    }

    /// <summary>The code of the fault, whose description must not hold the value.</summary>
    public static IdentifierFaultCode Refused(string type, string value, string country = "FI")
    {
        var result = IdentifierNormalizer.Normalize(new Identifier(type, value), country);
        Assert.False(result.IsNormalized, "It was accepted.");
        if (value.Trim().Length > 3)
        {
            Assert.DoesNotContain(value.Trim(), result.Fault.Description, StringComparison.OrdinalIgnoreCase);
        }

        return result.Fault.Code;
    }
}
