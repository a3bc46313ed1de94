using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>The files of one system: links to all data, the data itself where it is small.</summary>
internal static class DataList
{
    private const int MostFilesListed = 200;

    // Types that a person can open without anything running. Anything else is named and not linked: the page lies beside
    // files that other people may have written.
    private static readonly HashSet<string> Passive = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".csv", ".json", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".mp3",
        ".wav", ".ogg", ".opus", ".flac", ".m4a", ".mp4", ".webm", ".mov", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp",
        ".eml", ".vcf", ".ics", ".log",
    };

    public static void Write(Html html, PageContext context, WrittenSystem written)
    {
        var words = context.Texts.Systems;
        var records = written.Entries.Where(entry => entry.Plan.Kind == EntryKind.Records).ToList();
        var tables = written.Entries.Where(entry => entry.Plan.Kind == EntryKind.Table)
            .ToDictionary(entry => entry.Plan.OriginalName, entry => entry.File, StringComparer.Ordinal);
        if (records.Count > 0)
        {
            html.Element("h4", words.Data).Open("ul", ("class", "files")).NewLine();
            foreach (var entry in records)
            {
                WriteCollection(html, context, entry, tables.GetValueOrDefault(entry.Plan.OriginalName), written);
            }

            html.Close("ul").NewLine();
        }

        var files = written.Entries.Where(entry => entry.Plan.Kind == EntryKind.File).ToList();
        if (files.Count > 0)
        {
            html.Element("h4", words.Files).Open("ul", ("class", "files")).NewLine();
            foreach (var file in files.Take(MostFilesListed))
            {
                WriteFile(html, context, file);
            }

            if (files.Count > MostFilesListed)
            {
                html.Element("li", words.MoreInFolder(context.Texts.Number(files.Count - MostFilesListed)), ("class", "small"));
            }

            html.Close("ul").NewLine();
        }
    }

    private static void WriteCollection(
        Html html, PageContext context, WrittenEntry entry, WrittenFile? table, WrittenSystem written)
    {
        var words = context.Texts.Systems;
        var plan = entry.Plan;
        html.Open("li").Open("div", ("class", "row"));
        var labels = new Labels(context.Texts.Tag, written.System.Labels);
        var categories = string.Join(", ", plan.Categories.Select(context.Category).Distinct());
        var name = labels.Collection(plan.OriginalName);
        html.Open("span", ("class", "name")).Foreign(name ?? categories).Close("span");
        html.Element("span", words.RecordCount(context.Texts.Number(plan.Records), plan.Records == 1), ("class", "small"));
        if (name is not null && !string.Equals(name, categories, StringComparison.OrdinalIgnoreCase))
        {
            html.Element("span", categories, ("class", "small"));
        }

        html.Open("span", ("class", "links"));
        WriteLink(html, context, entry.File, "JSON", name ?? categories);
        if (table is not null)
        {
            WriteLink(html, context, table, "CSV", name ?? categories);
        }

        html.Close("span").Close("div");
        if (written.Inline.TryGetValue(plan.OriginalName, out var inline))
        {
            html.Open("details").Open("summary").Text(words.Show).Close("summary");
            new RecordsView(html, context, labels, plan.OriginalName).Write(inline, name ?? categories);
            html.Close("details");
        }
        else
        {
            html.Element("p", words.TooLarge, ("class", "small"));
        }

        html.Close("li").NewLine();
    }

    private static void WriteLink(Html html, PageContext context, WrittenFile file, string format, string name) =>
        html.Open("a", ("href", PageContext.Href(file.Path)), ("aria-label", $"{name}, {format}"))
            .Text($"{format} ({Size(context, file.Size)})").Close("a");

    private static void WriteFile(Html html, PageContext context, WrittenEntry entry)
    {
        var name = entry.File.Path[(entry.File.Path.LastIndexOf('/') + 1)..];
        html.Open("li").Open("div", ("class", "row")).Open("span", ("class", "name"));
        var isPassive = Passive.Contains(Path.GetExtension(name));
        if (isPassive)
        {
            html.Open("a", ("href", PageContext.Href(entry.File.Path))).Foreign(name).Close("a");
        }
        else
        {
            html.Foreign(name);
        }

        html.Close("span").Element("span", context.Category(entry.Plan.Categories.First()), ("class", "small"));
        html.Open("span", ("class", "links")).Element("span", Size(context, entry.File.Size), ("class", "small")).Close("span");
        html.Close("div");
        if (!isPassive)
        {
            html.Element("p", context.Texts.Systems.NotLinked, ("class", "small"));
        }

        html.Close("li").NewLine();
    }

    private static string Size(PageContext context, long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{context.Texts.Number((bytes + 999) / 1_000)} kB",
        _ => $"{context.Texts.Number((bytes + 999_999) / 1_000_000)} MB",
    };
}
