using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Under what names records carry identifiers: the type's own, however it is written (customer_number, CustomerNumber, customer-number), and
/// what systems of the Nordic countries call the commonest. Only kinds that single a person out tell people apart.
/// </summary>
internal sealed class RecordNames
{
    private const int MaxName = 64;

    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["email"] = ["mail", "emailaddress", "sahkoposti", "sähköposti", "sahkopostiosoite", "sähköpostiosoite", "epost", "epostadress"],
        ["customer_number"] = ["customerno", "asiakasnumero", "kundnummer"],
        ["user_name"] = ["login", "kayttajatunnus", "käyttäjätunnus", "anvandarnamn", "användarnamn"],
    };

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _types;

    public RecordNames(ControllerConfig config)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in config.IdentifierTypes.Where(t => t.Unique).Select(t => t.Type))
        {
            foreach (var name in Others.GetValueOrDefault(type, []).Prepend(type.Replace("_", "", StringComparison.Ordinal)))
            {
                types.TryAdd(name, type);
            }
        }

        _types = types.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The type that a field of this name holds; null if it holds none.</summary>
    public string? TypeOf(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxName)
        {
            return null;
        }

        Span<char> folded = stackalloc char[MaxName];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or ' '))
            {
                folded[length++] = char.ToLowerInvariant(c);
            }
        }

        return _types.TryGetValue(folded[..length], out var type) ? type : null;
    }
}
