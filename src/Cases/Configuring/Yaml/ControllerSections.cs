using DsrGateway.Cases.Deadlines;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The top of a file: the controller, its identifier types and its registers.</summary>
internal static class ControllerSections
{
    private static readonly string[] Languages = ["fi", "sv", "en"];

    public static ControllerConfig Read(YamlMap root, FileFaults faults)
    {
        var section = new Section(root, "", faults, "id", "name", "country", "language", "identifier_types", "registers", "contact", "callback");
        var identifierTypes = IdentifierTypeSections.Read(section);
        return new ControllerConfig
        {
            Id = section.Id("id", "the controller's id, such as smilee"),
            Name = section.Text("name", "the controller's name as its privacy notice has it"),
            Country = Country(section),
            Language = section.Choice("language", Languages),
            IdentifierTypes = identifierTypes,
            Registers = RegisterSections.Read(section, [.. identifierTypes.Select(type => type.Type)]),
            Contact = ContactSections.Read(section),
            Callback = CallbackSections.Read(section),
        };
    }

    /// <summary>A machine without time zone data can tell no date of any country: said at the start, not with the first case.</summary>
    private static string Country(Section section)
    {
        var country = section.Choice("country", LegalDeadline.Countries);
        if (LegalDeadline.Countries.Contains(country) && LegalCalendar.Of(country).MissingZone is { } zone)
        {
            section.Fault("country", MissingZone(country, zone));
        }

        return country;
    }

    internal static string MissingZone(string country, string zone) =>
        $"is {country}, but this machine has no data of the time zone {zone}: install tzdata (or set TZDIR to where it is).";
}
