using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

/// <summary>The commands that move a case on and take a line to say how.</summary>
internal static class ChangeCommands
{
    public static Command Provide(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        var identifiers = new IdentifierOptions();
        var actor = CommonOptions.Actor();
        var command = new Command("provide", "Adds identifiers to a case that needs information, and continues it.") { caseId };
        identifiers.AddTo(command);
        command.Add(actor);
        return command.Runs(environment, async (session, cancellationToken) =>
        {
            var request = new ProvideInformationRequest
            {
                CaseId = session.Get(caseId),
                Identifiers = { await identifiers.ReadAsync(session, cancellationToken) },
                Actor = session.Actor(actor),
            };
            var response = await session.Cases.ProvideInformationAsync(request, session.Call(cancellationToken));
            session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
            return ExitCodes.Done;
        });
    }

    public static Command Cancel(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        var reason = CommonOptions.Reason();
        var actor = CommonOptions.Actor();
        return new Command("cancel", "Cancels a case before anything irreversible was asked of a system.") { caseId, reason, actor }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var request = new CancelCaseRequest
                {
                    CaseId = session.Get(caseId),
                    Reason = session.Get(reason),
                    Actor = session.Actor(actor),
                };
                var response = await session.Cases.CancelCaseAsync(request, session.Call(cancellationToken));
                session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
                return ExitCodes.Done;
            });
    }

    public static Command Retry(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        var system = CommonOptions.System();
        var reason = CommonOptions.Reason();
        var actor = CommonOptions.Actor();
        var accept = new Option<bool>("--accept-found") { Description = "Asks nobody again: you looked, and all that was found is this person's. Only where the answer is in doubt." };
        return new Command("retry", "Asks an adapter again, after a residue, a failure or an answer in doubt.") { caseId, system, reason, actor, accept }
            .Runs(environment, async (session, cancellationToken) =>
            {
                var request = new RetryStepRequest
                {
                    CaseId = session.Get(caseId),
                    SystemId = session.Get(system),
                    Reason = session.Get(reason),
                    Actor = session.Actor(actor),
                    AcceptFound = session.Get(accept),
                };
                var response = await session.Operators.RetryStepAsync(request, session.Call(cancellationToken));
                session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
                return ExitCodes.Done;
            });
    }
}
