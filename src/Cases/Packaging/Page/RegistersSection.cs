namespace DsrGateway.Cases.Packaging.Page;

/// <summary>What Art. 15(1)(a) to (h) makes the controller tell about the processing.</summary>
internal static class RegistersSection
{
    public static void Write(Html html, PageContext context)
    {
        if (context.Facts.Registers.Count == 0)
        {
            return;
        }

        var words = context.Texts.Page;
        html.Open("section").Element("h2", words.HowDataIsUsed).NewLine();
        foreach (var register in context.Facts.Registers)
        {
            html.Open("article").Element("h3", register.Name).Open("dl", ("class", "facts"));
            Facts(html, words.Purposes, register.Purposes);
            Facts(html, words.LegalBases, [.. register.LegalBases.Select(basis => words.LegalBasisNames[basis])]);
            Facts(html, words.Recipients, register.Recipients);
            Facts(html, words.Sources, register.Sources);
            Fact(html, words.Retention, register.Retention);
            Fact(html, words.Transfers, register.TransfersOutsideEea);
            Fact(html, words.AutomatedDecisions, register.AutomatedDecisions);
            if (register.Notice is { IsAbsoluteUri: true } notice && (notice.Scheme is "http" or "https"))
            {
                html.Element("dt", words.Notice).Open("dd");
                html.Element("a", notice.AbsoluteUri, ("href", notice.AbsoluteUri), ("rel", "noreferrer noopener")).Close("dd");
            }

            html.Close("dl").Close("article").NewLine();
        }

        html.Close("section").NewLine();
    }

    private static void Facts(Html html, string name, IReadOnlyList<string> values) =>
        Fact(html, name, values.Count == 0 ? null : string.Join("; ", values));

    private static void Fact(Html html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Element("dt", name).Element("dd", value);
        }
    }
}
