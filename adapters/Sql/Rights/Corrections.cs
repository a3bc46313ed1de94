using System.Text;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>What a correction speaks of, and when a stored value is the one meant: as the person would say, who does not know how it was typed.</summary>
internal static class Corrections
{
    /// <summary>Here case tells two values apart: codes, not words.</summary>
    private static readonly string[] Codes = ["user.unique_id", "user.account", "user.device", "user.payment", "user.financial"];

    public static bool IsCompletion(this Correction correction) => string.IsNullOrWhiteSpace(correction.OldValue);

    /// <summary>A category holds those below it: an address its street.</summary>
    public static bool IsOf(this Field field, string category) => field.Categories.Any(own => IsWithin(own, category));

    public static IEnumerable<FieldRef> Correctable(this DataMap map, string category) => map.Rectification.Where(at => map.Find(at)!.IsOf(category));

    /// <summary>Case, where the kind of data allows, surrounding blanks and the Unicode form make no difference; nor how a telephone number is grouped.</summary>
    public static string Compared(DataMap map, FieldRef at, string value)
    {
        var field = map.Find(at);
        var plain = value.Normalize(NormalizationForm.FormC).Trim();
        if (field?.Categories.Any(own => IsWithin(own, "user.contact.phone_number")) == true)
        {
            return string.Concat(plain.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')')));
        }

        return IsCode(map.IdentifierAt(at.Collection, at.Field), field) ? plain : plain.ToLowerInvariant();
    }

    private static bool IsCode(IdentifierRule? identifier, Field? field) => identifier is not null
        ? !identifier.IgnoresCase
        : field?.Categories.Any(own => Codes.Any(code => IsWithin(own, code))) == true;

    private static bool IsWithin(string category, string outer) =>
        category == outer || category.StartsWith(outer + ".", StringComparison.Ordinal);
}
