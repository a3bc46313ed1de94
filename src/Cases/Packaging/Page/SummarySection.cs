namespace DsrGateway.Cases.Packaging.Page;

internal static class SummarySection
{
    public static void Write(Html html, PageContext context)
    {
        var words = context.Texts.Page;
        var systems = context.Systems;
        var open = systems.Count(written => written.System.State != StepState.Ended);
        html.Open("section", ("id", "summary")).Element("h2", words.Summary).NewLine();
        html.Open("ul", ("class", "tiles"));
        Tile(html, context, systems.Count, words.SystemsAsked);
        Tile(html, context, systems.Sum(written => written.Records), words.RecordsFound);
        Tile(html, context, systems.Sum(written => (long)written.Files), words.FilesFound);
        Tile(html, context, open, words.NotAnsweredYet);
        html.Close("ul").NewLine();
        var deadline = context.Facts.LegalDeadlineTime is { } time ? context.Texts.Date(time) : null;
        html.Element(
            "p",
            open == 0 ? words.Complete : words.Incomplete(open, deadline),
            ("class", open == 0 ? "note" : "note open")).NewLine();
        WriteTable(html, context);
        html.Close("section").NewLine();
    }

    private static void Tile(Html html, PageContext context, long number, string text) =>
        html.Open("li").Element("b", context.Texts.Number(number)).Element("span", text).Close("li");

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
            SystemResult.Of(written.System, context.Texts.Systems).Write(html);
            html.Close("td");
            Count(html, context, written, written.Records);
            Count(html, context, written, written.Files);
            html.Close("tr").NewLine();
        }

        html.Close("tbody").Close("table").Close("div").NewLine();
    }

    /// <summary>No figure for a system that has not answered: a nought would say that nothing is held.</summary>
    private static void Count(Html html, PageContext context, WrittenSystem written, long count) =>
        html.Element(
            "td",
            count == 0 && written.System.State != StepState.Ended ? "–" : context.Texts.Number(count),
            ("class", "number"));
}
