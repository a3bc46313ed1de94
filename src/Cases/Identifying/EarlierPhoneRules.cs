using System.Globalization;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// Telephone numbers as gateways of before normalised them. Their normal forms are in the hashes of stored requests, by which a portal's retry
/// is known, so this is frozen; see <see cref="PhoneRules"/> for how numbers are read now.
/// </summary>
internal static class EarlierPhoneRules
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>How a number is written within a country: with a trunk prefix, or as the bare number of so many digits.</summary>
    private sealed record NationalRule(string CountryCode, string Trunk, int MinLength, int MaxLength);

    private static readonly Dictionary<string, NationalRule> Rules = new(StringComparer.Ordinal)
    {
        ["FI"] = new("358", "0", 4, 12),
        ["SE"] = new("46", "0", 6, 13),
        ["NO"] = new("47", "", 8, 8),
        ["DK"] = new("45", "", 8, 8),
        ["EE"] = new("372", "", 7, 8),
    };

    public static NormalizationResult Normalize(string value, string country)
    {
        var written = Strip(value);
        var digits = WithoutParentheses(written);
        var isInternational = digits.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        if (isInternational)
        {
            // +358 (0)40 ...: the bracketed trunk prefix is dialled within the country only.
            digits = WithoutParentheses(written.Replace("(0)", "", StringComparison.Ordinal));
        }

        digits = digits switch
        {
            ['+', .. var rest] => rest,
            ['0', '0', .. var rest] => rest,
            _ => digits,
        };
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
        {
            return Malformed("digits, spaces, hyphens and parentheses, and a + only in front");
        }

        if (!isInternational && !TryFromNational(digits, country, out digits))
        {
            return Malformed("a country code such as +358 in front, or is written as in the controller's own country");
        }

        return digits[0] == '0' || digits.Length is < MinDigits or > MaxDigits
            ? Malformed($"{MinDigits} to {MaxDigits} digits with its country code, which does not begin with 0")
            : NormalizationResult.Of("phone", $"+{digits}");
    }

    private static bool TryFromNational(string digits, string country, out string international)
    {
        international = digits;
        if (!Rules.TryGetValue(country, out var rule) || !digits.StartsWith(rule.Trunk, StringComparison.Ordinal))
        {
            return false;
        }

        var number = digits[rule.Trunk.Length..];
        international = rule.CountryCode + number;
        return number.Length >= rule.MinLength && number.Length <= rule.MaxLength;
    }

    /// <summary>Without what only groups the digits: spaces of any width, hyphens and what word processors make of them.</summary>
    private static string Strip(string value) => string.Concat(value.Where(c =>
        c is not ('-' or '\u2010' or '\u2011' or '\u2013') && char.GetUnicodeCategory(c) != UnicodeCategory.SpaceSeparator));

    private static string WithoutParentheses(string written) => string.Concat(written.Where(c => c is not ('(' or ')')));

    private static NormalizationResult Malformed(string right) =>
        NormalizationResult.Refused(IdentifierFaultCode.PhoneMalformed, $"A telephone number has {right}.");
}
