namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>Where a person reaches the controller (Art. 13(1)(a) and (b)): the organisation's own channels.</summary>
internal static class ContactSections
{
    private const string Example = "{ email: privacy@example.com, phone: ..., address: ..., web: https://... }";

    public static ContactConfig? Read(Section controller)
    {
        var section = controller.OptionalSection("contact", Example, "email", "phone", "address", "web");
        if (section is null)
        {
            return null;
        }

        var contact = new ContactConfig
        {
            Email = Email(section),
            Phone = section.OptionalText("phone", "a telephone number"),
            Address = section.OptionalText("address", "a postal address on one line"),
            Web = Web(section),
        };
        if (contact == new ContactConfig())
        {
            controller.Fault("contact", $"names no channel: give at least one, such as {Example}.");
        }

        return contact;
    }

    private static string? Email(Section section)
    {
        var text = section.OptionalText("email", "an e-mail address");
        if (text is not null && (text.Count('@') != 1 || text.StartsWith('@') || text.EndsWith('@') || text.Any(char.IsWhiteSpace)))
        {
            section.Fault("email", "must be one e-mail address.");
        }

        return text;
    }

    private static string? Web(Section section)
    {
        var text = section.OptionalText("web", "an https address");
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
        {
            section.Fault("web", "must be an https address.");
        }

        return text;
    }
}
