using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

internal static class ByHandListCommand
{
    private const int LargestPage = 200;

    public static Command Create(CliEnvironment environment)
    {
        var controller = CommonOptions.Controller();
        var limit = CommonOptions.Limit();
        return new Command("list", "Lists steps that wait for a person, the most urgent first. Shows personal data.")
        {
            controller, limit,
        }.Runs(environment, async (session, cancellationToken) =>
        {
            var request = new ListStepsRequest { ControllerId = session.Get(controller) };
            var all = new ListStepsResponse();
            var operators = session.Operators;
            do
            {
                request.PageSize = Math.Clamp(session.Get(limit) - all.Steps.Count, 1, LargestPage);
                var page = await operators.ListStepsAsync(request, session.Call(cancellationToken));
                all.Steps.AddRange(page.Steps);
                all.NextPageToken = request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0 && all.Steps.Count < session.Get(limit));
            session.Printer.Answer(all, () => ListViews.ByHand(all, environment.Clock));
            return ExitCodes.Done;
        });
    }
}
