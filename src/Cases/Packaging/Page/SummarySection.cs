namespace DsrGateway.Cases.Packaging.Page;

internal static class SummarySection
{
    public static void Write(Html html, PageContext context)
    {
        var words = context.Texts.Page;
        var systems = context.Systems;
        html.Open("section", ("id", "summary")).Element("h2", words.Summary).NewLine();
        html.Open("ul", ("class", "tiles"));
        Tile(html, context, systems.Count, words.Systems);
        Tile(html, context, systems.Sum(written => written.Records), words.RecordsFound);
        Tile(html, context, systems.Sum(written => (long)written.Files), words.FilesFound);
        Tile(html, context, context.Completeness.OpenSystems, _ => words.NotAnsweredYet);
        html.Close("ul").NewLine();
        html.Element("p", string.Join(' ', Sentences(context)), ("class", context.Completeness.IsAllGiven ? "note" : "note open")).NewLine();
        WriteTable(html, context);
        html.Close("section").NewLine();
    }

    /// <summary>How much of the answer this is, and by when the law wants the rest. No promise: only the law's day is known.</summary>
    private static IEnumerable<string> Sentences(PageContext context)
    {
        var words = context.Texts.Page.Completeness;
        var completeness = context.Completeness;
        if (completeness.IsFinished)
        {
            yield return (completeness.IsAllGiven, completeness.IsAnythingFound) switch
            {
                (true, true) => words.All,
                (true, false) => context.Facts.Right == Right.Access ? words.Nothing : words.NothingCovered,
                _ => words.Part,
            };
            yield break;
        }

        yield return completeness.OpenSystems > 0 ? words.Open(completeness.OpenSystems) : words.Closing;
        if (context.Facts.LegalDeadlineTime is { } deadline)
        {
            var day = context.Dates.Date(deadline);
            yield return deadline < context.Facts.CreateTime ? words.Overdue(day) : words.Deadline(day);
        }
    }

    private static void Tile(Html html, PageContext context, long number, Func<long, string> text) =>
        html.Open("li").Element("b", context.Texts.Number(number)).Element("span", text(number)).Close("li");

    private static void WriteTable(Html html, PageContext context)
    {
        var words = context.Texts.Page;
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", words.Summary)).Open("table");
        html.Open("thead").Open("tr");
        html.Element("th", words.System, ("scope", "col")).Element("th", words.Result, ("scope", "col"));
        html.Element("th", words.Records, ("scope", "col"), ("class", "number"));
        html.Element("th", words.Files, ("scope", "col"), ("class", "number"));
        html.Close("tr").Close("thead").Open("tbody").NewLine();
        for (var i = 0; i < context.Systems.Count; i++)
        {
            var written = context.Systems[i];
            html.Open("tr").Open("th", ("scope", "row"));
            html.Element("a", written.System.SystemName, ("href", "#" + PageContext.Anchor(i))).Close("th").Open("td");
            SystemResult.Write(html, context, written.System);
            html.Close("td");
            Count(html, context, written, written.Records);
            Count(html, context, written, written.Files);
            html.Close("tr").NewLine();
        }

        html.Close("tbody").Close("table").Close("div").NewLine();
    }

    /// <summary>
    /// No figure for a system that has not answered, was not searched or was answered in another way: a nought would say that nothing is held.
    /// </summary>
    private static void Count(Html html, PageContext context, WrittenSystem written, long count)
    {
        var saysNought = SystemStatuses.Of(written.System) is var status
            && (status == SystemStatus.NothingHeld || (status == SystemStatus.Found && written.System.HasResult));
        html.Element("td", count == 0 && !saysNought ? "–" : context.Texts.Number(count), ("class", "number"));
    }
}
