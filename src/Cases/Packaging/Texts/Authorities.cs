namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>The authority of each country (Art. 77), in the reader's language. The addresses are those of the authorities' own sites.</summary>
internal static class Authorities
{
    private static readonly Dictionary<string, (Trilingual Name, Trilingual Contact, Trilingual Address)> ByCountry = new()
    {
        ["FI"] = (
            new("Tietosuojavaltuutetun toimisto", "Dataombudsmannens byrå", "Office of the Data Protection Ombudsman, Finland"),
            new(
                "PL 800, 00531 Helsinki · tietosuoja@om.fi · 029 566 6700",
                "PB 800, 00531 Helsingfors · tietosuoja@om.fi · 029 566 6700",
                "P.O. Box 800, 00531 Helsinki, Finland · tietosuoja@om.fi · +358 29 566 6700"),
            new("https://tietosuoja.fi/etusivu", "https://tietosuoja.fi/sv/startsida", "https://tietosuoja.fi/en/home")),
        ["SE"] = (
            new(
                "Ruotsin tietosuojaviranomainen Integritetsskyddsmyndigheten (IMY)",
                "Integritetsskyddsmyndigheten (IMY)",
                "Integritetsskyddsmyndigheten (IMY), the Swedish Authority for Privacy Protection"),
            new(
                "Box 8114, 104 20 Stockholm, Ruotsi · imy@imy.se · +46 8 657 61 00",
                "Box 8114, 104 20 Stockholm · imy@imy.se · 08-657 61 00",
                "Box 8114, SE-104 20 Stockholm, Sweden · imy@imy.se · +46 8 657 61 00"),
            new("https://www.imy.se/en/", "https://www.imy.se/", "https://www.imy.se/en/")),
    };

    /// <summary>Null if the country is not known here: naming another country's authority would be wrong.</summary>
    public static SupervisoryAuthority? Of(string country, string tag) => ByCountry.TryGetValue(country, out var said)
        ? new(said.Name.In(tag), said.Contact.In(tag), new Uri(said.Address.In(tag)))
        : null;
}
