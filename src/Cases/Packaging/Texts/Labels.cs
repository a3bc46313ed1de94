using System.Globalization;
using System.Text;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>
/// What the page calls a system's collections and fields: the controller's word, else ours, else the name made readable. A person never
/// reads "phone_number". The files keep the system's own names.
/// </summary>
internal sealed class Labels(string tag, IReadOnlyDictionary<string, string> ofController)
{
    /// <summary>The controller's word, ours, or null: then the data's category says what it is.</summary>
    public string? Collection(string name)
    {
        var code = CodeOf(name);
        return ofController.GetValueOrDefault(name) ?? (CollectionNames.All.TryGetValue(code, out var known) ? known.In(tag) : null);
    }

    public string Field(string collection, string name)
    {
        var code = CodeOf(name);
        return ofController.GetValueOrDefault($"{collection}.{name}") ?? ofController.GetValueOrDefault(name)
            ?? (FieldNames.All.TryGetValue(code, out var known) ? known.In(tag) : Readable(code, name));
    }

    /// <summary>The words for a code, or null if the value is no code that is known.</summary>
    public string? Value(string field, string value) => ValueNames.Of(CodeOf(field), value)?.In(tag);

    /// <summary>phoneNumber, PHONE_NUMBER and phone-number are phone_number.</summary>
    private static string CodeOf(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]);
            code.Append(begins ? "_" : "").Append(name[i] is ' ' or '-' or '.' ? '_' : char.ToLowerInvariant(name[i]));
        }

        return code.ToString();
    }

    private static string Readable(string code, string name)
    {
        var words = code.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }
}
