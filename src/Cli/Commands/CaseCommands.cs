using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

/// <summary>The commands that hand in a request, or ask what it would come to.</summary>
internal static class CaseCommands
{
    public static Command Execute(CliEnvironment environment)
    {
        var options = new NewCaseOptions();
        var deadline = new Option<string>("--deadline")
        {
            Description = "How long to wait for the answer. The case goes on after it.",
            HelpName = "10s",
            DefaultValueFactory = _ => "10s",
        };
        var command = new Command("execute", "Opens a case, waits, and prints the one consolidated answer.") { deadline };
        options.AddTo(command, isPlan: false);
        return command.Runs(environment, async (session, cancellationToken) =>
        {
            var wait = Durations.Parse(session.Get(deadline));
            var newCase = await options.ReadAsync(session, isPlan: false, cancellationToken);
            session.Printer.Note($"request id {newCase.RequestId}");
            var response = await session.Cases.ExecuteCaseAsync(
                new ExecuteCaseRequest { NewCase = newCase }, session.Call(cancellationToken, wait));
            session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
            return ExitCodes.Of(response.Case);
        });
    }

    public static Command Submit(CliEnvironment environment)
    {
        var options = new NewCaseOptions();
        var command = new Command("submit", "Opens a case and returns as soon as it is durable.");
        options.AddTo(command, isPlan: false);
        return command.Runs(environment, async (session, cancellationToken) =>
        {
            var newCase = await options.ReadAsync(session, isPlan: false, cancellationToken);
            session.Printer.Note($"request id {newCase.RequestId}");
            var response = await session.Cases.SubmitCaseAsync(
                new SubmitCaseRequest { NewCase = newCase }, session.Call(cancellationToken));
            session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
            return ExitCodes.Done;
        });
    }

    public static Command Plan(CliEnvironment environment)
    {
        var options = new NewCaseOptions();
        var command = new Command("plan", "Tells what would be asked of whom, and changes nothing.");
        options.AddTo(command, isPlan: true);
        return command.Runs(environment, async (session, cancellationToken) =>
        {
            var newCase = await options.ReadAsync(session, isPlan: true, cancellationToken);
            var response = await session.Cases.PlanCaseAsync(
                new PlanCaseRequest { NewCase = newCase }, session.Call(cancellationToken));
            session.Printer.Answer(response, () => ListViews.Plan(response, environment.Clock));
            return ExitCodes.Done;
        });
    }
}
