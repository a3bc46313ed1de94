using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

internal static class ReadCommands
{
    private const int LargestPage = 200;

    public static Command Get(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        return new Command("get", "Prints a case as it is.") { caseId }.Runs(environment, async (session, cancellationToken) =>
        {
            var response = await session.Cases.GetCaseAsync(
                new GetCaseRequest { CaseId = session.Get(caseId) }, session.Call(cancellationToken));
            session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
            return ExitCodes.Of(response.Case);
        });
    }

    public static Command History(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        return new Command("history", "Tells what happened to a case, from receipt on. May show personal data: what staff wrote.") { caseId }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var response = await session.Operators.GetCaseHistoryAsync(
                    new GetCaseHistoryRequest { CaseId = session.Get(caseId) }, session.Call(cancellationToken));
                session.Printer.Answer(response, () => ListViews.History(response, environment.Clock));
                return ExitCodes.Done;
            });
    }

    public static Command List(CliEnvironment environment)
    {
        var controller = CommonOptions.Controller();
        var limit = CommonOptions.Limit();
        var states = new Option<string[]>("--state")
        {
            Description = $"Only cases in this state: {Enums.Words<CaseState>()}. Repeatable.",
            HelpName = "STATE",
        };
        var rights = new Option<string[]>("--right")
        {
            Description = $"Only cases of this right: {Enums.Words<Right>()}. Repeatable.",
            HelpName = "RIGHT",
        };
        var due = new Option<string?>("--due-before")
        {
            Description = "Only cases whose legal deadline is before this time.",
            HelpName = "TIME",
        };
        return new Command("list", "Lists cases of a controller, the newest first.") { controller, states, rights, due, limit }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var request = new ListCasesRequest
                {
                    ControllerId = session.Get(controller),
                    States = { session.Get(states).Select(state => Enums.Parse<CaseState>(state, "state")) },
                    Rights = { session.Get(rights).Select(right => Enums.Parse<Right>(right, "right")) },
                    LegalDeadlineBefore = session.Get(due) is { } time ? Instants.Parse(time, environment.Clock) : null,
                };
                var all = await ListAsync(session, request, session.Get(limit), cancellationToken);
                session.Printer.Answer(all, () => ListViews.Cases(all, environment.Clock));
                return ExitCodes.Done;
            });
    }

    private static async Task<ListCasesResponse> ListAsync(
        CliSession session, ListCasesRequest request, int limit, CancellationToken cancellationToken)
    {
        var cases = session.Cases;
        var all = new ListCasesResponse();
        do
        {
            request.PageSize = Math.Clamp(limit - all.Cases.Count, 1, LargestPage);
            var page = await cases.ListCasesAsync(request, session.Call(cancellationToken));
            all.Cases.AddRange(page.Cases);
            all.NextPageToken = request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0 && all.Cases.Count < limit);
        return all;
    }
}
