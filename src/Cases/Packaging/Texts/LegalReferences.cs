using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>
/// Says a provision as lawyers of the language write it. Adapters and maps give it as one text: a provision, then perhaps a note. What is
/// known here is translated; what is not, such as a controller's own words, is shown as it was given.
/// </summary>
internal static partial class LegalReferences
{
    private static readonly Dictionary<string, Trilingual> Provisions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accounting Act 1336/1997 2:10"] = new(
            "kirjanpitolain (1336/1997) 2 luvun 10 §", "bokföringslagen (1336/1997) 2 kap. 10 §", "Finnish Accounting Act (1336/1997), chapter 2, section 10"),
    };

    private static readonly Dictionary<string, Trilingual> Notes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["the processing rests neither on consent nor on a contract"] = new(
            "käsittely ei perustu suostumukseen eikä sopimukseen", "behandlingen grundar sig varken på samtycke eller på avtal", "the processing rests neither on consent nor on a contract"),
        ["the processing does not rest on consent"] = new(
            "käsittely ei perustu suostumukseen", "behandlingen grundar sig inte på samtycke", "the processing does not rest on consent"),
        ["the processing rests neither on a legitimate interest nor on a public task"] = new(
            "käsittely ei perustu oikeutettuun etuun eikä yleistä etua koskevaan tehtävään",
            "behandlingen grundar sig varken på ett berättigat intresse eller på en uppgift av allmänt intresse",
            "the processing rests neither on a legitimate interest nor on a public task"),
        ["nothing held here was provided by the person"] = new(
            "täällä ei ole tietoja, jotka olisit itse antanut", "här finns inga uppgifter som du själv har lämnat", "nothing held here was provided by you"),
        ["it rests on legitimate interest"] = new("käsittely perustuu oikeutettuun etuun", "behandlingen grundar sig på ett berättigat intresse", "it rests on legitimate interest"),
        ["it rests on the contract"] = new("käsittely perustuu sopimukseen", "behandlingen grundar sig på avtalet", "it rests on the contract"),
        ["the objection must be remembered"] = new("kielto on säilytettävä, jotta sitä noudatetaan", "förbudet måste sparas för att kunna följas", "the objection must be remembered"),
        ["needed while the user account is in use"] = new(
            "tietoja tarvitaan, kun käyttäjätili on käytössä", "uppgifterna behövs medan användarkontot är i bruk", "needed while the user account is in use"),
        ["privacy notice: a user is deleted after use has ended, shown by an event in Lemonsoft"] = new(
            "tietosuojaselosteen mukaan käyttäjä poistetaan, kun käyttö on päättynyt ja Lemonsoftissa on siitä tapahtuma",
            "enligt dataskyddsinformationen tas en användare bort när användningen har upphört, vilket en händelse i Lemonsoft visar",
            "by the privacy notice a user is deleted after use has ended, shown by an event in Lemonsoft"),
    };

    public static string In(string tag, string basis)
    {
        var text = basis.Trim().TrimEnd('.');
        if (Provisions.TryGetValue(text, out var whole) || Notes.TryGetValue(text, out whole))
        {
            return whole.In(tag);
        }

        var article = Article().Match(text);
        if (!article.Success)
        {
            return text;
        }

        var said = Say(article, tag);
        var note = text[article.Length..].TrimStart(':', ';', ',', ' ');
        return note.Length == 0 ? said : $"{said}: {(Notes.TryGetValue(note, out var known) ? known.In(tag) : note)}";
    }

    private static string Say(Match match, string tag)
    {
        var (article, paragraph, point) = (match.Groups["article"].Value, match.Groups["paragraph"].Value, match.Groups["point"].Value);
        return tag switch
        {
            "fi" => (paragraph.Length, point.Length) switch
            {
                (0, 0) => $"tietosuoja-asetuksen {article} artikla",
                (0, _) => $"tietosuoja-asetuksen {article} artiklan {point} alakohta",
                (_, 0) => $"tietosuoja-asetuksen {article} artiklan {paragraph} kohta",
                _ => $"tietosuoja-asetuksen {article} artiklan {paragraph} kohdan {point} alakohta",
            },
            "sv" => $"artikel {article}{(paragraph.Length > 0 ? "." + paragraph : "")}{(point.Length > 0 ? " " + point : "")} i dataskyddsförordningen",
            _ => $"GDPR, Article {article}{(paragraph.Length > 0 ? $"({paragraph})" : "")}{(point.Length > 0 ? $"({point})" : "")}",
        };
    }

    [GeneratedRegex(@"\A(?:GDPR,? +)?Art(?:icle|\.) *(?<article>[0-9]{1,2})(?:\((?<paragraph>[0-9]{1,2})\))?(?:\((?<point>[a-z])\))?(?=$|[:;,])")]
    private static partial Regex Article();
}
