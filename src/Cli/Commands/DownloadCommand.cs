using System.CommandLine;
using DsrGateway.Cli.Downloading;
using DsrGateway.Cli.Input;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Cli.Commands;

internal static class DownloadCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var caseId = CommonOptions.Case();
        var actor = CommonOptions.Actor();
        var to = new Option<string>("--out", "-o") { Description = "Where to write the ZIP archive.", HelpName = "FILE", Required = true };
        var force = new Option<bool>("--force") { Description = "Overwrites the file if it exists." };
        return new Command("download", "Takes the package of an access or portability case, and checks that it is whole.")
        {
            caseId, to, force, actor,
        }.Runs(environment, async (session, cancellationToken) =>
        {
            var request = new DownloadPackageRequest { CaseId = session.Get(caseId), Actor = session.Actor(actor) };
            await using var file = PackageFile.Create(session.Get(to), session.Get(force));
            using var call = session.Cases.DownloadPackage(request, session.Stream(cancellationToken));
            PackageSummary? summary = null;
            await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                summary ??= piece.Summary;
                await file.WriteAsync(piece.Chunk.Memory, cancellationToken);
            }

            var contents = await file.CompleteAsync(cancellationToken);
            session.Printer.Downloaded(contents, Path.GetFullPath(session.Get(to)), summary);
            return summary is { Finished: false } ? ExitCodes.OfUnfinished(summary.CaseState) : ExitCodes.Done;
        });
    }
}
