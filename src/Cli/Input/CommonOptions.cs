using System.CommandLine;

namespace DsrGateway.Cli.Input;

/// <summary>Options and arguments that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string?> Actor() => new("--actor")
    {
        Description = "Who acts, for the audit: a member of staff or a portal, never the person the case is about. Default: DSR_ACTOR.",
        HelpName = "NAME",
    };

    public static Option<string> Reason() => new("--reason")
    {
        Description = "Why, for the audit. No personal data.",
        HelpName = "TEXT",
        Required = true,
    };

    public static Option<string> Controller() => new("--controller")
    {
        Description = "The controller, by its id in the configuration.",
        HelpName = "ID",
        Required = true,
    };

    public static Option<int> Limit() => new("--limit")
    {
        Description = "At most this many. Default: 50.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    public static Argument<string> Case() => new("CASE") { Description = "The case's id." };

    public static Argument<string> System() => new("SYSTEM") { Description = "The system's id." };
}
