using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Configuring.Yaml;

/// <summary>The identifier types of a controller beyond the well-known.</summary>
internal static partial class IdentifierTypeSections
{
    public static IReadOnlyList<IdentifierTypeConfig> Read(Section controller)
    {
        var types = new List<IdentifierTypeConfig>(WellKnownIdentifierTypes.All);
        const string example = "{ type: contract_number, unique: true }";
        foreach (var section in controller.OptionalSections("identifier_types", example, "type", "unique"))
        {
            var type = section.Text("type", "a name such as contract_number");
            if (type.Length > 0 && !TypePattern().IsMatch(type))
            {
                section.Fault("type", "must be a lower-case letter followed by at most 62 lower-case letters, digits or underscores, "
                    + $"not {FaultText.Quote(type)}.");
            }
            else if (WellKnownIdentifierTypes.All.Any(known => known.Type == type))
            {
                section.Fault("type", $"must be a new type: '{type}' is well known, take it out.");
            }
            else if (types.Any(known => known.Type == type))
            {
                section.Fault("type", $"must be a new type: '{type}' is listed twice.");
            }

            types.Add(new IdentifierTypeConfig { Type = type, Unique = section.Choice("unique", ["true", "false"]) == "true" });
        }

        return types;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex TypePattern();
}
