using System.Globalization;
using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>What became of each kind of data. A system that holds nothing has said so above and needs no table.</summary>
internal static class PartsTable
{
    public static void Write(Html html, PageContext context, PackageSystem system)
    {
        var parts = system.Parts;
        if (parts.All(part => part.Kind == OutcomeKind.NothingHeld))
        {
            return;
        }

        var words = context.Texts.Systems;
        var hasReasons = parts.Any(part => Reasons(context, part).Any());
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", words.Outcome)).Open("table");
        html.Open("thead").Open("tr").Element("th", words.Category, ("scope", "col")).Element("th", words.Outcome, ("scope", "col"));
        html.Element("th", words.Count, ("scope", "col"), ("class", "number"));
        if (hasReasons)
        {
            html.Element("th", words.Why, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody").NewLine();
        foreach (var part in parts)
        {
            html.Open("tr").Element("th", context.Category(part.Category), ("scope", "row"));
            html.Element("td", Outcome(context, system, part));
            html.Element("td", part.Count > 0 ? context.Texts.Number(part.Count) : "–", ("class", "number"));
            if (hasReasons)
            {
                html.Element("td", string.Join(' ', Reasons(context, part)));
            }

            html.Close("tr").NewLine();
        }

        html.Close("tbody").Close("table").Close("div").NewLine();
    }

    private static string Outcome(PageContext context, PackageSystem system, OutcomePart part)
    {
        var words = context.Texts.Outcomes;
        return part.Kind switch
        {
            OutcomeKind.Done => system.HasResult ? words.Given : words.GivenElsewhere,
            OutcomeKind.NothingHeld => words.NothingHeld,
            OutcomeKind.NotConcerned => words.NotConcerned,
            OutcomeKind.Retained when part.IsKeptAndGiven(system.Parts) => words.KeptAndGiven,
            OutcomeKind.Retained => words.Retained,
            OutcomeKind.Refused when SystemStatuses.Of(system) == SystemStatus.NotSearched => context.Texts.Systems.Status[SystemStatus.NotSearched],
            OutcomeKind.Refused => words.Refused,
            OutcomeKind.Residue => words.Residue,
            _ => words.Failed,
        };
    }

    private static IEnumerable<string> Reasons(PageContext context, OutcomePart part)
    {
        if (context.Texts.Grounds.TryGetValue(part.Ground, out var ground))
        {
            yield return ground;
        }

        if (!string.IsNullOrEmpty(part.Basis))
        {
            yield return $"{context.Texts.Systems.Basis}: {LegalReferences.In(context.Texts.Tag, part.Basis)}.";
        }

        if (DateOnly.TryParseExact(part.UntilDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            var words = context.Texts.Systems;
            var isPast = until < DateOnly.FromDateTime(context.Facts.CreateTime.DateTime);
            yield return isPast ? words.UntilPassed(context.Dates.Date(until)) : words.Until(context.Dates.Date(until));
        }
    }
}
