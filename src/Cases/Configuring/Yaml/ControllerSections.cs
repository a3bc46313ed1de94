using DsrGateway.Cases.Deadlines;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The top of a file: the controller, its identifier types and its registers.</summary>
internal static class ControllerSections
{
    private static readonly string[] Languages = ["fi", "sv", "en"];

    public static ControllerConfig Read(YamlMap root, FileFaults faults)
    {
        var section = new Section(root, "", faults, "id", "name", "country", "language", "identifier_types", "registers", "callback");
        var identifierTypes = IdentifierTypeSections.Read(section);
        return new ControllerConfig
        {
            Id = section.Id("id", "the controller's id, such as smilee"),
            Name = section.Text("name", "the controller's name as its privacy notice has it"),
            Country = section.Choice("country", LegalDeadline.Countries),
            Language = section.Choice("language", Languages),
            IdentifierTypes = identifierTypes,
            Registers = RegisterSections.Read(section, [.. identifierTypes.Select(type => type.Type)]),
            Callback = CallbackSections.Read(section),
        };
    }
}
