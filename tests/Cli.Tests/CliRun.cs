namespace DsrGateway.Cli;

internal sealed record CliResult(int Exit, string Out, string Error);

internal static class CliRun
{
    public static async Task<CliResult> RunAsync(
        string[] args,
        IReadOnlyDictionary<string, string>? variables = null,
        string input = "",
        CancellationToken cancellationToken = default)
    {
        var environment = new CliEnvironment
        {
            Out = new StringWriter { NewLine = "\n" },
            Error = new StringWriter { NewLine = "\n" },
            In = new StringReader(input),
            Variable = name => (variables ?? new Dictionary<string, string> { ["DSR_ACTOR"] = "portal" }).GetValueOrDefault(name),
            IsTerminal = false,
            Clock = TimeProvider.System,
        };
        var exit = await DsrCli.RunAsync(args, environment, cancellationToken);
        return new CliResult(exit, environment.Out.ToString()!, environment.Error.ToString()!);
    }
}
