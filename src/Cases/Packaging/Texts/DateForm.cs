using System.Globalization;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>
/// How dates and times are written: Swedish by the country, since Finland and Sweden differ; English in the form that reads alike
/// everywhere. Fixed patterns, so that the page does not change with the machine's language data.
/// </summary>
internal sealed record DateForm(string Day, string TimeOfDay)
{
    private static readonly DateForm Finnish = new("d.M.yyyy", "' klo 'H.mm");
    private static readonly DateForm SwedishInFinland = new("d.M.yyyy", "' kl. 'H.mm");
    private static readonly DateForm SwedishInSweden = new("yyyy-MM-dd", "' kl. 'HH.mm");
    private static readonly DateForm English = new("d MMMM yyyy", "', 'HH:mm");

    public static DateForm Of(string tag, string country) => (tag, country) switch
    {
        ("fi", _) => Finnish,
        ("sv", "FI") => SwedishInFinland,
        ("sv", _) => SwedishInSweden,
        _ => English,
    };

    public string Date(DateOnly date) => date.ToString(Day, CultureInfo.InvariantCulture);

    public string Date(DateTimeOffset time) => time.ToString(Day, CultureInfo.InvariantCulture);

    public string Time(DateTimeOffset time) => time.ToString(Day + TimeOfDay, CultureInfo.InvariantCulture);
}
