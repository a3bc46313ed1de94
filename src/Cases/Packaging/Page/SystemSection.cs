namespace DsrGateway.Cases.Packaging.Page;

/// <summary>One system: how it was searched, what became of each kind of data, and the data.</summary>
internal static class SystemSection
{
    public static void Write(Html html, PageContext context, WrittenSystem written, int index)
    {
        var system = written.System;
        var words = context.Texts.Systems;
        html.Open("article", ("id", PageContext.Anchor(index)), ("aria-labelledby", PageContext.Anchor(index) + "-name"));
        html.Open("div", ("class", "top"));
        html.Element("h3", system.SystemName, ("id", PageContext.Anchor(index) + "-name"));
        SystemResult.Of(system, words).Write(html);
        html.Close("div").NewLine();
        if (context.Facts.Registers.FirstOrDefault(register => register.RegisterId == system.RegisterId) is { } register)
        {
            html.Element("p", register.Name, ("class", "register")).NewLine();
        }

        WriteState(html, context, written);
        WriteFoundBy(html, context, system);
        PartsTable.Write(html, context, system.Parts);
        DataList.Write(html, context, written);
        html.Close("article").NewLine();
    }

    private static void WriteState(Html html, PageContext context, WrittenSystem written)
    {
        var system = written.System;
        var words = context.Texts.Systems;
        if (system.State != StepState.Ended)
        {
            html.Element("p", words.OpenExplained).NewLine();
        }
        else if (system.Parts.All(part => part.Kind == OutcomeKind.NothingHeld) && written.Entries.Count == 0)
        {
            html.Element("p", words.NothingExplained).NewLine();
        }

        if (system.InformationNeeded.Count > 0)
        {
            html.Element("p", words.NeedsInformation(string.Join(", ", system.InformationNeeded.Select(context.Texts.Identifier))));
        }
    }

    private static void WriteFoundBy(Html html, PageContext context, PackageSystem system)
    {
        var words = context.Texts.Systems;
        if (system.ByHand)
        {
            html.Element("p", words.ByHand, ("class", "small"));
        }

        if (system.FoundBy.Count == 0)
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
