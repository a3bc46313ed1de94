using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>Writes index.html, section by section, so that a long page is never held whole.</summary>
internal sealed class PageWriter(PackageFacts facts, IReadOnlyList<WrittenSystem> systems)
{
    private readonly PageContext context = new(facts, systems, PackageTexts.For(facts.Language));
    private readonly Html html = new();

    public async Task WriteAsync(EntryWriter entry, CancellationToken cancellationToken)
    {
        HeadSection.Write(html, context);
        html.Open("main").NewLine();
        SummarySection.Write(html, context);
        html.Open("section").Element("h2", context.Texts.Systems.Heading).NewLine();
        for (var i = 0; i < systems.Count; i++)
        {
            SystemSection.Write(html, context, systems[i], i);
            await entry.WriteAsync(html.TakeBytes(), cancellationToken);
        }

        html.Close("section").NewLine();
        RegistersSection.Write(html, context);
        RightsSection.Write(html, context);
        html.Close("main").NewLine();
        html.Open("footer").Element("p", context.Texts.Page.Footer).Close("footer").NewLine();
        html.Close("body").Close("html").NewLine();
        await entry.WriteAsync(html.TakeBytes(), cancellationToken);
    }
}
