using System.Globalization;
using PhoneNumbers;

namespace DsrGateway.Cases.Identifying;

/// <summary>
/// Telephone numbers in E.164, read by libphonenumber. It takes more than can be trusted: letters become digits, extensions are dropped,
/// and what it takes for an international prefix is cut off, so that one number becomes somebody else's. So only digits and what groups
/// them get to it, and what it gives must have the digits that were written, but for a trunk zero.
/// </summary>
internal static class PhoneRules
{
    private const string NoCountry = "ZZ";
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

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

        return isInternational ? International(digits) : National(digits, country);
    }

    private static NormalizationResult International(string digits)
    {
        // Without a country no prefix for calls abroad is known, so none is taken off: in Finland +999 begins with one.
        if (Parse($"+{digits}", NoCountry) is not { } number)
        {
            return Malformed("a country code that exists, and as many digits as numbers of that country have");
        }

        var code = number.CountryCode.ToString(CultureInfo.InvariantCulture);
        var normal = Library.Format(number, PhoneNumberFormat.E164);
        return normal == $"+{digits}" || (digits.StartsWith($"{code}0", StringComparison.Ordinal) && normal == $"+{code}{digits[(code.Length + 1)..]}")
            ? NormalizationResult.Of("phone", normal)
            : Malformed("the digits that are dialled, and none that would have to be changed");
    }

    private static NormalizationResult National(string digits, string country)
    {
        var hasTrunkZero = Library.GetNddPrefixForRegion(country, true) == "0";
        if ((hasTrunkZero && digits[0] != '0') || Parse(digits, country) is not { } number)
        {
            return Malformed("a country code such as +358 in front, or is written as in the controller's own country");
        }

        var code = number.CountryCode.ToString(CultureInfo.InvariantCulture);
        var normal = Library.Format(number, PhoneNumberFormat.E164);
        return normal == $"+{code}{(hasTrunkZero ? digits[1..] : digits)}"
            ? NormalizationResult.Of("phone", normal)
            : Malformed("a country code such as +358 in front: as it is written it could be another number");
    }

    /// <summary>Possible, not valid: which numbers are given out changes faster than any library, and a person's number must not be refused for that.</summary>
    private static PhoneNumber? Parse(string digits, string country)
    {
        try
        {
            var number = Library.Parse(digits, country);
            return !number.HasExtension && Library.IsPossibleNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Without what only groups the digits: spaces of any width, hyphens and what word processors make of them.</summary>
    private static string Strip(string value) => string.Concat(value.Where(c =>
        c is not ('-' or '\u2010' or '\u2011' or '\u2013') && char.GetUnicodeCategory(c) != UnicodeCategory.SpaceSeparator));

    private static string WithoutParentheses(string written) => string.Concat(written.Where(c => c is not ('(' or ')')));

    private static NormalizationResult Malformed(string right) =>
        NormalizationResult.Refused(IdentifierFaultCode.PhoneMalformed, $"A telephone number has {right}.");
}
