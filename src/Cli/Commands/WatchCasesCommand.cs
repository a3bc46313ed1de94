using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using Spectre.Console;

namespace DsrGateway.Cli.Commands;

/// <summary>Follows all cases of a controller: a line, or with --json a document, for each that comes to another state.</summary>
internal static class WatchCasesCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var controller = CommonOptions.Controller();
        var from = new Option<string>("--from")
        {
            Description = "The last position that was printed; tells what happened since. Default: from now on.",
            HelpName = "POSITION",
            DefaultValueFactory = _ => "",
        };
        return new Command("watch-cases", "Tells of every case of a controller that comes to another state, until it is interrupted.") { controller, from }
            .Runs(environment, async (session, cancellationToken) =>
            {
                await foreach (var told in new CasesWatch(session, session.Get(controller), session.Get(from)).ReadAsync(cancellationToken))
                {
                    if (session.Printer.IsJson)
                    {
                        session.Printer.Answer(told, () => Text.Empty);
                    }
                    else if (told.CaseId.Length > 0)
                    {
                        session.Printer.Line($"{told.CaseId}  {CaseView.Headline(told.State, told.Conclusion)}  {told.Position}");
                    }
                    else
                    {
                        session.Printer.Note($"Watching from {told.Position}.");
                    }
                }

                return ExitCodes.Done;
            });
    }
}
