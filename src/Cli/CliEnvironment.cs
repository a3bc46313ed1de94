namespace DsrGateway.Cli;

/// <summary>Everything outside the program that it reads or writes, so that tests can stand in for a terminal.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>False if standard output goes to a file or a pipe.</summary>
    public required bool IsTerminal { get; init; }

    public required TimeProvider Clock { get; init; }

    public static CliEnvironment OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Variable = Environment.GetEnvironmentVariable,
        IsTerminal = !Console.IsOutputRedirected,
        Clock = TimeProvider.System,
    };
}
