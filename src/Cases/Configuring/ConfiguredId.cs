using System.Text.RegularExpressions;

namespace DsrGateway.Cases.Configuring;

/// <summary>The id of a controller, a register or a system. A controller's also names its key's file.</summary>
public static partial class ConfiguredId
{
    public const string Form = "a lower-case letter followed by at most 62 lower-case letters, digits or hyphens";

    public static bool IsValid(string id) => Pattern().IsMatch(id);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,62}\z")]
    private static partial Regex Pattern();
}
