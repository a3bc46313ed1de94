using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

internal static class RightsSection
{
    public static void Write(Html html, PageContext context)
    {
        var words = context.Texts.Rights;
        html.Open("section").Element("h2", words.Heading).Open("article");
        html.Element("p", words.Introduction + ":");
        List(html, words.Rights);
        if (!string.IsNullOrEmpty(context.Facts.ControllerContact))
        {
            html.Open("p").Element("strong", words.Contact + ": ");
            html.Text($"{context.Facts.ControllerName}, {context.Facts.ControllerContact}").Close("p");
        }

        html.Element("h4", words.ComplaintHeading).Element("p", words.Complaint);
        if ((context.Facts.Authority ?? Authorities.Of(context.Facts.Country, context.Texts.Tag)) is { } authority)
        {
            Write(html, authority);
        }

        html.Element("p", words.Court).Close("article").Close("section").NewLine();
        html.Open("section").Element("h2", context.Texts.Page.AboutPackage);
        List(html, [.. About(context)]);
        html.Close("section").NewLine();
    }

    private static void Write(Html html, SupervisoryAuthority authority)
    {
        html.Open("p").Element("strong", authority.Name).Open("br").Text(authority.Contact);
        if (authority.Address.Scheme is "http" or "https")
        {
            html.Open("br");
            html.Element("a", authority.Address.AbsoluteUri, ("href", authority.Address.AbsoluteUri), ("rel", "noreferrer noopener"));
        }

        html.Close("p");
    }

    private static IEnumerable<string> About(PageContext context)
    {
        var words = context.Texts.Page.About;
        if (context.Has(EntryKind.Records))
        {
            yield return words.Json;
        }

        if (context.Has(EntryKind.Table))
        {
            yield return words.Csv;
        }

        yield return words.Codes;
        yield return words.Manifest;
        yield return words.Keep;
    }

    private static void List(Html html, IReadOnlyList<string> lines)
    {
        html.Open("ul");
        foreach (var line in lines)
        {
            html.Element("li", line);
        }

        html.Close("ul").NewLine();
    }
}
