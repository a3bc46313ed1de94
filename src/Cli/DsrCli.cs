using System.CommandLine;
using DsrGateway.Cli.Commands;

namespace DsrGateway.Cli;

/// <summary>The command line as a whole.</summary>
internal static class DsrCli
{
    public static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken cancellationToken)
    {
        // A value may begin with '@'; the library would read a file of that name in its place.
        var parse = Root(environment).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
            {
                await environment.Error.WriteLineAsync("error: " + Output.Plain.Of(error.Message));
            }

            await environment.Error.WriteLineAsync("Try 'dsr --help', or --help after a command.");
            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
        };
        return await parse.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand Root(CliEnvironment environment)
    {
        var root = new RootCommand("Carries out people's GDPR rights across all systems of a company, through a gateway.")
        {
            CaseCommands.Execute(environment),
            CaseCommands.Submit(environment),
            CaseCommands.Plan(environment),
            ReadCommands.Get(environment),
            ReadCommands.List(environment),
            ReadCommands.History(environment),
            WatchCommand.Create(environment),
            WatchCasesCommand.Create(environment),
            ChangeCommands.Provide(environment),
            ChangeCommands.Cancel(environment),
            DownloadCommand.Create(environment),
            new Command("by-hand", "Steps that a person does, not an adapter.")
            {
                ByHandListCommand.Create(environment),
                ByHandCompleteCommand.Create(environment),
            },
            ChangeCommands.Retry(environment),
            new Command("adapter", "Looks at an adapter directly.") { AdapterDescribeCommand.Create(environment) },
            new Command("config", "The configuration of controllers.") { ConfigCheckCommand.Create(environment) },
        };
        GlobalOptions.AddTo(root);
        return root;
    }
}
