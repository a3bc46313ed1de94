using System.Globalization;
using System.Text;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// Lower case and an ASCII domain, nothing more: a dot or a +tag in the local part means whatever its mail server says, so taking it out
/// could name another person. Letters of two scripts in one word are refused (security.md A32): "аnna" with a Cyrillic а is not anna.
/// </summary>
internal static class EmailRules
{
    private const int MaxLength = 320; // RFC 3696, erratum 1690: 64 + 1 + 255.
    private const int MaxLocalBytes = 64;

    private static readonly IdnMapping Idna = new() { UseStd3AsciiRules = true };

    public static NormalizationResult Normalize(string value)
    {
        if (value.Length > MaxLength)
        {
            return NormalizationResult.Refused(IdentifierFaultCode.TooLong, $"An e-mail address has at most {MaxLength} characters.");
        }

        // Once more after the casing: a lower-case letter may compose where its capital did not.
        var parts = value.ToLowerInvariant().Normalize(NormalizationForm.FormC).Split('@');
        if (parts is not [{ Length: > 0 } local, { Length: > 0 } domain])
        {
            return Malformed("exactly one @ with something on both sides");
        }

        if (Encoding.UTF8.GetByteCount(local) > MaxLocalBytes || local.Any(c => char.IsWhiteSpace(c) || "()<>[]:;,\\\"".Contains(c)))
        {
            return Malformed("at most 64 bytes before the @, without spaces, brackets or quotes");
        }

        if (ToAscii(domain) is not { } ascii || ToUnicode(ascii) is not { } unicode)
        {
            return Malformed("the name of a domain behind the @, such as example.com");
        }

        if (!local.IsNormalized(NormalizationForm.FormKC))
        {
            return NormalizationResult.Refused(IdentifierFaultCode.CompatibilityCharacter,
                "The e-mail address has a full-width or otherwise special form of a letter before the @: write the plain letter.");
        }

        // Both forms of the domain are judged as one: xn-- must not hide a mixture.
        if (Scripts.AreMixed(local) || unicode.Split('.').Any(Scripts.AreMixed))
        {
            return NormalizationResult.Refused(IdentifierFaultCode.MixedScripts,
                "The e-mail address mixes letters of different scripts that look alike (Latin, Cyrillic, Greek) in one word: type it anew.");
        }

        var normal = $"{local}@{ascii}";
        return normal.Length > MaxLength
            ? NormalizationResult.Refused(IdentifierFaultCode.TooLong, $"An e-mail address has at most {MaxLength} characters.")
            : NormalizationResult.Of("email", normal);
    }

    private static NormalizationResult Malformed(string right) =>
        NormalizationResult.Refused(IdentifierFaultCode.EmailMalformed, $"An e-mail address has {right}.");

    private static string? ToAscii(string domain)
    {
        try
        {
            var ascii = Idna.GetAscii(domain).ToLowerInvariant();
            return ascii.EndsWith('.') ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? ToUnicode(string ascii)
    {
        try
        {
            // An xn-- label that its own decoding does not give back is no domain.
            var unicode = Idna.GetUnicode(ascii);
            return ToAscii(unicode) == ascii ? unicode : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
