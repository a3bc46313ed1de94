using System.CommandLine;

namespace DsrGateway.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public const string DefaultGateway = "http://127.0.0.1:8080";

    public static readonly Option<string?> Gateway = new("--gateway")
    {
        Description = $"The gateway's address. Default: DSR_GATEWAY, else {DefaultGateway}.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Writes the answer as protobuf JSON, one document a line, and nothing else, to standard output.",
        Recursive = true,
    };

    public static readonly Option<bool> Quiet = new("--quiet", "-q")
    {
        Description = "Leaves out notes such as the request id and progress.",
        Recursive = true,
    };

    public static readonly Option<bool> NoColor = new("--no-color")
    {
        Description = "Leaves out colours, as the variable NO_COLOR does.",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Add(Gateway);
        root.Add(Json);
        root.Add(Quiet);
        root.Add(NoColor);
    }
}
