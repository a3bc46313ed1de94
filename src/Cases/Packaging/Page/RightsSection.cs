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

        var authority = context.Facts.Authority ?? context.Texts.Authority;
        html.Element("h4", words.ComplaintHeading).Element("p", words.Complaint).Open("p").Element("strong", authority.Name);
        html.Open("br").Text(authority.Contact);
        if (authority.Address.Scheme is "http" or "https")
        {
            html.Open("br");
            html.Element("a", authority.Address.AbsoluteUri, ("href", authority.Address.AbsoluteUri), ("rel", "noreferrer noopener"));
        }

        html.Close("p").Element("p", words.Court).Close("article").Close("section").NewLine();
        html.Open("section").Element("h2", context.Texts.Page.AboutPackage);
        List(html, context.Texts.Page.AboutPackageLines);
        html.Close("section").NewLine();
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
