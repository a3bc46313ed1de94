namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>
/// Codes that systems store in place of words, such as who wrote a line of a chat. Only in the fields named here: elsewhere the same word
/// may be a person's own. The JSON files hold the codes as they are.
/// </summary>
internal static class ValueNames
{
    public static readonly IReadOnlySet<string> Fields = new HashSet<string>
    {
        "action", "address_kind", "address_type", "author", "author_role", "consent", "consent_state", "direction", "event_kind", "event_type", "mailbox",
        "newsletter_consent", "reason", "result", "role", "sender", "state", "status", "use_code", "user_status",
    };

    /// <summary>What "open" says of a request for support is not what it says of a letter.</summary>
    private static readonly Dictionary<string, Trilingual> States = new()
    {
        ["closed"] = new("suljettu", "avslutad", "closed"),
        ["new"] = new("uusi", "ny", "new"),
        ["open"] = new("avoinna", "öppen", "open"),
        ["pending"] = new("odottaa", "väntar", "pending"),
        ["solved"] = new("ratkaistu", "löst", "solved"),
    };

    public static readonly IReadOnlyDictionary<string, Trilingual> All = new Dictionary<string, Trilingual>
    {
        ["active"] = new("käytössä", "aktiv", "active"),
        ["activation"] = new("käyttöönotto", "aktivering", "activation"),
        ["agent"] = new("asiakaspalvelija", "kundtjänst", "customer service agent"),
        ["assistant"] = new("botti", "bot", "bot"),
        ["bot"] = new("botti", "bot", "bot"),
        ["bounce"] = new("palautui", "studsade", "bounced"),
        ["bounced"] = new("palautui", "studsade", "bounced"),
        ["cleaned"] = new("poistettu listalta", "borttagen från listan", "removed from the list"),
        ["click"] = new("klikkaus", "klick", "click"),
        ["clinic"] = new("vastaanotto", "mottagning", "clinic"),
        ["confirmed"] = new("vahvistettu", "bekräftad", "confirmed"),
        ["deactivated"] = new("poistettu käytöstä", "inaktiverad", "deactivated"),
        ["deactivation"] = new("käytöstä poisto", "inaktivering", "deactivation"),
        ["delivered"] = new("toimitettu", "levererad", "delivered"),
        ["denied"] = new("evätty", "nekat", "denied"),
        ["end-user"] = new("käyttäjä", "användare", "user"),
        ["given"] = new("annettu", "lämnat", "given"),
        ["granted"] = new("annettu", "lämnat", "given"),
        ["in"] = new("saapunut", "inkommande", "received"),
        ["none"] = new("ei annettu", "inte lämnat", "none"),
        ["objection"] = new("kielto", "förbud", "objection"),
        ["open"] = new("avaus", "öppning", "opened"),
        ["opened"] = new("avattu", "öppnad", "opened"),
        ["out"] = new("lähetetty", "utgående", "sent"),
        ["own"] = new("oma", "egen", "own"),
        ["person"] = new("henkilön", "personens", "person's"),
        ["personal"] = new("henkilökohtainen", "personlig", "personal"),
        ["private"] = new("yksityinen", "privat", "private"),
        ["sent"] = new("lähetetty", "skickad", "sent"),
        ["shared"] = new("yhteinen", "gemensam", "shared"),
        ["subscribed"] = new("tilattu", "prenumererar", "subscribed"),
        ["unsubscribed"] = new("peruttu", "avanmäld", "unsubscribed"),
        ["user"] = new("käyttäjä", "användare", "user"),
        ["visitor"] = new("kävijä", "besökare", "visitor"),
        ["withdrawn"] = new("peruutettu", "återkallat", "withdrawn"),
        ["work"] = new("työ", "arbete", "work"),
    };

    /// <summary>Null if the field holds no codes, or not this one.</summary>
    public static Trilingual? Of(string field, string value) =>
        field is "state" or "status" && States.TryGetValue(value, out var state) ? state
        : Fields.Contains(field) && All.TryGetValue(value, out var known) ? known
        : null;
}
