using System.CommandLine;
using Grpc.Core;

namespace DsrGateway.Cli.Commands;

/// <summary>Runs a command's action and turns what goes wrong into a line for people and an exit code for scripts.</summary>
internal static class CommandRunner
{
    public static Command Runs(
        this Command command, CliEnvironment environment, Func<CliSession, CancellationToken, Task<int>> action)
    {
        command.SetAction((parse, cancellationToken) => RunAsync(environment, parse, action, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliEnvironment environment,
        ParseResult parse,
        Func<CliSession, CancellationToken, Task<int>> action,
        CancellationToken cancellationToken)
    {
        using var session = new CliSession(environment, parse);
        try
        {
            return await action(session, cancellationToken);
        }
        catch (CliException error)
        {
            session.Printer.Error(error.Message);
            return error.ExitCode;
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (RpcException error)
        {
            session.Printer.Error(error);
            return ExitCodes.Of(error.StatusCode);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            session.Printer.Error(error.Message);
            return ExitCodes.Other;
        }
    }
}
