using System.CommandLine;
using DsrGateway.V1;

namespace DsrGateway.Cli.Input;

/// <summary>--id and --id-file, wherever a command takes identifiers.</summary>
internal sealed class IdentifierOptions
{
    public Option<string[]> Id { get; } = new("--id")
    {
        Description = "What the person is known by. Repeatable. Stays in the shell's history; --id-file does not.",
        HelpName = "TYPE=VALUE",
    };

    public Option<string?> IdFile { get; } = new("--id-file")
    {
        Description = "Identifiers from a file, or '-' for standard input: TYPE=VALUE lines, YAML or JSON.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(Id);
        command.Add(IdFile);
    }

    public async Task<IReadOnlyList<Identifier>> ReadAsync(CliSession session, CancellationToken cancellationToken)
    {
        var identifiers = session.Get(Id).Select(IdentifierInput.Parse).ToList();
        if (session.Get(IdFile) is { } path)
        {
            identifiers.AddRange(IdentifierInput.ParseFile(
                await InputText.ReadAsync(path, session.Environment, cancellationToken), path));
        }

        return identifiers.Count > 0 ? identifiers : throw CliException.Usage("Say who it is about: --id TYPE=VALUE or --id-file FILE.");
    }
}
