namespace DsrGateway.Cli;

/// <summary>An error of which the user is told the message and nothing else.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CliException Usage(string message) => new(ExitCodes.Usage, message);
}
