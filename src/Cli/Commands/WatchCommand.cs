using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;
using Spectre.Console;

namespace DsrGateway.Cli.Commands;

/// <summary>Follows a case: drawn over in a terminal, a line for each change elsewhere, a document for each change with --json.</summary>
internal static class WatchCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        return new Command("watch", "Shows a case while it changes, until it is closed or cancelled.") { caseId }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var states = new CaseWatch(session, session.Get(caseId)).ReadAsync(cancellationToken);
                var last = session.Printer.IsLive
                    ? await DrawAsync(session, states)
                    : await PrintAsync(session, states);
                return last is null ? ExitCodes.Other : ExitCodes.Of(last);
            });
    }

    private static async Task<Case?> DrawAsync(CliSession session, IAsyncEnumerable<WatchCaseResponse> states)
    {
        Case? last = null;
        await session.Printer.Console.Live(Tables.Cell("Waiting for the gateway ...")).StartAsync(async live =>
        {
            await foreach (var state in states)
            {
                last = state.Case;
                live.UpdateTarget(CaseView.Of(last, session.Environment.Clock));
            }
        });
        return last;
    }

    private static async Task<Case?> PrintAsync(CliSession session, IAsyncEnumerable<WatchCaseResponse> states)
    {
        Case? last = null;
        await foreach (var state in states)
        {
            if (session.Printer.IsJson)
            {
                session.Printer.Answer(state, () => Text.Empty);
            }
            else
            {
                foreach (var line in CaseChanges.Between(last, state.Case, session.Environment.Clock))
                {
                    session.Printer.Line(line);
                }
            }

            last = state.Case;
        }

        if (last is not null && !session.Printer.IsJson)
        {
            session.Printer.Console.Write(CaseView.Of(last, session.Environment.Clock));
        }

        return last;
    }
}
