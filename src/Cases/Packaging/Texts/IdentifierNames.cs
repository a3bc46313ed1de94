namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>What a person calls the identifiers that systems are searched by.</summary>
internal static class IdentifierNames
{
    public static readonly IReadOnlyDictionary<string, Trilingual> All = new Dictionary<string, Trilingual>
    {
        ["email"] = new("sähköpostiosoite", "e-postadress", "e-mail address"),
        ["phone"] = new("puhelinnumero", "telefonnummer", "phone number"),
        ["name"] = new("nimi", "namn", "name"),
        ["customer_number"] = new("asiakasnumero", "kundnummer", "customer number"),
        ["user_name"] = new("käyttäjätunnus", "användarnamn", "user name"),
        ["session_id"] = new("istuntotunniste", "sessionsidentifierare", "session identifier"),
        ["visitor_id"] = new("kävijätunniste", "besökarens identifierare", "visitor identifier"),
        ["client_id"] = new("selaimen evästetunniste", "identifierare i webbläsarens kaka", "browser's cookie identifier"),
        ["ip_address"] = new("IP-osoite", "IP-adress", "IP address"),
    };
}
