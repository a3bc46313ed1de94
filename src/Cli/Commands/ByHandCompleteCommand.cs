using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;
using Google.Protobuf;

namespace DsrGateway.Cli.Commands;

internal static class ByHandCompleteCommand
{
    private const int MostFileBytes = 4 * 1024 * 1024;

    public static Command Create(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        var system = CommonOptions.System();
        var actor = CommonOptions.Actor();
        var parts = new Option<string[]>("--part")
        {
            Description = "What was found and done: done, nothing_held, retained or refused, then "
                + "[,category=C][,count=N][,ground=G][,basis=TEXT][,until=DATE]. Repeatable.",
            HelpName = "KIND,...",
            Required = true,
        };
        var evidence = new Option<string?>("--evidence")
        {
            Description = "What proves it, in words.",
            HelpName = "TEXT",
        };
        var evidenceFile = new Option<string?>("--evidence-file")
        {
            Description = "The same from a file; '-' is standard input.",
            HelpName = "FILE",
        };
        var files = new Option<string[]>("--file")
        {
            Description = "A file that proves it or answers the person. Repeatable, 4 MiB in all.",
            HelpName = "FILE",
        };
        return new Command("complete", "Records what a person did by hand, with evidence.")
        {
            caseId, system, parts, evidence, evidenceFile, files, actor,
        }.Runs(environment, async (session, cancellationToken) =>
        {
            var request = new CompleteStepRequest
            {
                CaseId = session.Get(caseId),
                SystemId = session.Get(system),
                Parts = { session.Get(parts).Select(PartInput.Parse) },
                Evidence = await EvidenceAsync(session, session.Get(evidence), session.Get(evidenceFile), cancellationToken),
                Files = { await FilesAsync(session.Get(files), cancellationToken) },
                Actor = session.Actor(actor),
            };
            var response = await session.Operators.CompleteStepAsync(request, session.Call(cancellationToken));
            session.Printer.Answer(response, () => CaseView.Of(response.Case, environment.Clock));
            return ExitCodes.Done;
        });
    }

    private static async Task<string> EvidenceAsync(
        CliSession session, string? text, string? path, CancellationToken cancellationToken) => (text, path) switch
        {
            ({ Length: > 0 }, null) => text,
            (null, { }) => await InputText.ReadAsync(path, session.Environment, cancellationToken),
            _ => throw CliException.Usage("Say what proves it: --evidence TEXT or --evidence-file FILE, one of them."),
        };

    private static async Task<List<EvidenceFile>> FilesAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = new List<EvidenceFile>();
        var left = (long)MostFileBytes;
        foreach (var path in paths)
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                throw CliException.Usage($"{path} is no file.");
            }

            left -= info.Length;
            if (left < 0)
            {
                throw CliException.Usage("The files are larger than 4 MiB in all.");
            }

            files.Add(new EvidenceFile
            {
                Name = info.Name,
                Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(path, cancellationToken)),
            });
        }

        return files;
    }
}
