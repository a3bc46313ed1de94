using System.Text;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// Brings identifiers into the one form in which systems are searched. It only joins what is the same by standard (letter case of an e-mail
/// address, spaces of a telephone number); it never guesses: what could be taken for somebody else's is refused for a person to look at.
/// </summary>
public static class IdentifierNormalizer
{
    private const int MaxLength = 512;

    /// <param name="identifier">As the person or a system writes it.</param>
    /// <param name="country">ISO 3166-1 code of the controller: national telephone numbers are read by its rule.</param>
    public static NormalizationResult Normalize(Identifier identifier, string country) => Normalize(identifier, country, PhoneRules.Normalize);

    /// <summary>As gateways of before did it: stored requests are known again by the forms that these gave them.</summary>
    internal static NormalizationResult NormalizeAsBefore(Identifier identifier, string country) =>
        Normalize(identifier, country, EarlierPhoneRules.Normalize);

    private static NormalizationResult Normalize(Identifier identifier, string country, Func<string, string, NormalizationResult> phone)
    {
        if (!identifier.IsTypeWellFormed)
        {
            return NormalizationResult.Refused(IdentifierFaultCode.TypeMalformed,
                "The type must be a lower-case letter followed by at most 62 lower-case letters, digits or underscores, such as email.");
        }

        // Length first: no rule should work through megabytes.
        if (identifier.Value.Length > MaxLength)
        {
            return NormalizationResult.Refused(IdentifierFaultCode.TooLong, $"The value is longer than {MaxLength} characters.");
        }

        var value = identifier.Value.Trim();
        if (value.Length == 0)
        {
            return NormalizationResult.Refused(IdentifierFaultCode.Empty, "The value is empty.");
        }

        if (InvisibleCharacters.Explain(value) is { } found)
        {
            return NormalizationResult.Refused(IdentifierFaultCode.ForbiddenCharacter,
                $"The value holds {found}, which nobody can see: type it anew instead of pasting it.");
        }

        value = value.Normalize(NormalizationForm.FormC);
        return identifier.Type switch
        {
            "email" => EmailRules.Normalize(value),
            "phone" => phone(value, country),
            "ip_address" => IpAddressRules.Normalize(value),
            _ => NormalizationResult.Of(identifier.Type, value),
        };
    }
}
