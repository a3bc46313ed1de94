namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The register's texts for Art. 15(1) and (2).</summary>
internal static class InformationSections
{
    private const int LongestText = 2000;

    public static RegisterInformation? Read(Section register)
    {
        var section = register.OptionalSection(
            "information", "{ purposes: [invoicing], retention: ... }",
            "purposes", "recipients", "sources", "retention", "transfers", "automated_decisions", "notice");
        return section is null ? null : new RegisterInformation
        {
            Purposes = section.Texts("purposes", "[invoicing, customer support]"),
            Recipients = section.Texts("recipients", "[the accounting office]"),
            Sources = section.Texts("sources", "[the person]"),
            Retention = section.OptionalText("retention", "how long the data is kept", LongestText),
            Transfers = section.OptionalText("transfers", "the safeguards of transfers outside the EEA", LongestText),
            AutomatedDecisions = section.OptionalText("automated_decisions", "whether decisions are automated, and their logic", LongestText),
            Notice = Address(section),
        };
    }

    private static string? Address(Section section)
    {
        const string Example = "an https address";
        var text = section.OptionalText("notice", Example);
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
        {
            section.Fault("notice", $"must be {Example}.");
        }

        return text;
    }
}
