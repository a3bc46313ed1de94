using System.Text;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Opening;

/// <summary>
/// What is written into systems obeys the rules of what they are searched by: nothing that cannot be seen, one form for one text. The value of
/// a category that holds an identifier is brought into the identifier's form.
/// </summary>
internal static class CorrectionRules
{
    public static Correction Normalise(Correction correction, string country, string field, List<FieldFault> faults) => new(
        Text(correction.Category, $"{field}.category", faults),
        Text(correction.OldValue, $"{field}.old_value", faults),
        Value(correction, country, $"{field}.new_value", faults));

    private static string Value(Correction correction, string country, string field, List<FieldFault> faults)
    {
        var before = faults.Count;
        var text = Text(correction.NewValue, field, faults);
        if (faults.Count > before || text.Length == 0 || TypeOf(correction.Category) is not { } type)
        {
            return text;
        }

        var result = IdentifierNormalizer.Normalize(new Identifier(type, text), country);
        if (result.IsNormalized)
        {
            return result.Identifier.Value;
        }

        faults.Add(new(field, result.Fault.Description));
        return text;
    }

    private static string Text(string value, string field, List<FieldFault> faults)
    {
        var text = value.Trim(' ');
        if (InvisibleCharacters.Explain(text) is { } found)
        {
            // Not normalised: half of a character has no normal form.
            faults.Add(new(field, $"holds {found}, which nobody can see"));
            return text;
        }

        return text.Normalize(NormalizationForm.FormC);
    }

    /// <summary>The kind of identifier that a category holds, by its last word: user.contact.email.</summary>
    private static string? TypeOf(string category) => category[(category.LastIndexOf('.') + 1)..] switch
    {
        "email" or "email_address" => "email",
        "phone" or "phone_number" => "phone",
        "ip_address" => "ip_address",
        _ => null,
    };
}
