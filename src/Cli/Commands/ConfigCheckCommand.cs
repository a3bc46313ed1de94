using System.CommandLine;
using DsrGateway.Cli.Input;
using DsrGateway.Cli.Output;
using DsrGateway.V1;

namespace DsrGateway.Cli.Commands;

internal static class ConfigCheckCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the YAML files." };
        var askAdapters = new Option<bool>("--ask-adapters") { Description = "Also asks each adapter to describe itself, and compares." };
        return new Command("check", "Checks configuration files with the rules that the gateway starts by. Changes nothing.")
        {
            folder, askAdapters,
        }.Runs(environment, async (session, cancellationToken) =>
        {
            var request = new CheckConfigurationRequest { AskAdapters = session.Get(askAdapters) };
            request.Files.AddRange(await ReadAsync(session.Get(folder), environment, cancellationToken));
            var response = await session.Operators.CheckConfigurationAsync(request, session.Call(cancellationToken));
            session.Printer.Answer(response, () => ListViews.Faults(response, request.Files.Count));
            return response.Faults.Count == 0 ? ExitCodes.Done : ExitCodes.RefusedByGateway;
        });
    }

    private static async Task<List<ConfigurationFile>> ReadAsync(
        string folder, CliEnvironment environment, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw CliException.Usage($"{folder} is no folder.");
        }

        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml")
            .Order(StringComparer.Ordinal);
        var files = new List<ConfigurationFile>();
        foreach (var path in paths)
        {
            files.Add(new ConfigurationFile
            {
                Name = Path.GetRelativePath(folder, path).Replace('\\', '/'),
                Content = await InputText.ReadAsync(path, environment, cancellationToken),
            });
        }

        return files.Count > 0 ? files : throw CliException.Usage($"{folder} holds no YAML file.");
    }
}
