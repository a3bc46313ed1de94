namespace DsrGateway.Cases.Packaging.Page;

/// <summary>One system: how it was searched, what became of each kind of data, and the data.</summary>
internal static class SystemSection
{
    public static void Write(Html html, PageContext context, WrittenSystem written, int index)
    {
        var system = written.System;
        html.Open("article", ("id", PageContext.Anchor(index)), ("aria-labelledby", PageContext.Anchor(index) + "-name"));
        html.Open("div", ("class", "top"));
        html.Element("h3", system.SystemName, ("id", PageContext.Anchor(index) + "-name"));
        SystemResult.Write(html, context, system);
        html.Close("div").NewLine();
        if (context.Facts.Registers.FirstOrDefault(register => register.RegisterId == system.RegisterId) is { } register)
        {
            html.Element("p", register.Name, ("class", "register")).NewLine();
        }

        WriteSentences(html, context, system);
        WriteFoundBy(html, context, system);
        PartsTable.Write(html, context, system);
        DataList.Write(html, context, written);
        html.Close("article").NewLine();
    }

    private static void WriteSentences(Html html, PageContext context, PackageSystem system)
    {
        foreach (var sentence in SystemSentences.Of(context, system))
        {
            html.Element("p", sentence).NewLine();
        }
    }

    private static void WriteFoundBy(Html html, PageContext context, PackageSystem system)
    {
        var words = context.Texts.Systems;
        if (!system.IsSearched || system.FoundBy.Count == 0)
        {
            return;
        }

        var sentences = system.FoundBy.Select(found =>
            $"{context.Texts.Identifier(found.IdentifierType)} ({(string.IsNullOrEmpty(found.OriginSystemId)
                ? words.FromRequest
                : words.FromSystem(context.SystemName(found.OriginSystemId)))})");
        html.Element("p", $"{words.HowFound}: {string.Join(", ", sentences)}.", ("class", "small")).NewLine();
    }
}
