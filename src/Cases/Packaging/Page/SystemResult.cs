namespace DsrGateway.Cases.Packaging.Page;

/// <summary>What a system's answer comes to, in two words and a colour.</summary>
internal static class SystemResult
{
    public static void Write(Html html, PageContext context, PackageSystem system)
    {
        var status = SystemStatuses.Of(system);
        html.Element("span", context.Texts.Systems.Status[status], ("class", $"badge {Style(status)}".TrimEnd()));
    }

    private static string Style(SystemStatus status) => status switch
    {
        SystemStatus.Found => "ok",
        SystemStatus.NotGiven or SystemStatus.Failed => "no",
        SystemStatus.NothingHeld or SystemStatus.NotConcerned or SystemStatus.NoAnswer => "",
        _ => "part",
    };
}
