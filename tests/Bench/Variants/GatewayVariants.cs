using DsrGateway.Bench.Running;
using DsrGateway.TestServers;

namespace DsrGateway.Bench.Variants;

/// <summary>The gateway as one process: SQLite, messages in memory.</summary>
internal sealed class EmbeddedVariant(IReadOnlyDictionary<string, string> environment) : IVariant
{
    public string Name => "embedded";

    public string Contract => "gateway";

    public Task StartAsync(Scene scene, CancellationToken cancellation) => GatewayProcess.StartAsync(scene, environment, cancellation);
}

/// <summary>The gateway's executable on a scene.</summary>
internal static class GatewayProcess
{
    private const string Listening = "Now listening on";

    /// <param name="makesKeys">The distributed engine makes none by itself.</param>
    public static async Task StartAsync(Scene scene, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation, bool makesKeys = false)
    {
        var controllers = Directory.CreateDirectory(Path.Combine(scene.Folder, "controllers")).FullName;
        await File.WriteAllTextAsync(Path.Combine(controllers, "bench.yaml"), Systems.ControllerYaml, cancellation);
        string[] settings =
        [
            $"--Gateway:Listen={scene.Address}",
            $"--Gateway:ControllersFolder={controllers}",
            $"--Cases:DataFolder={Path.Combine(scene.Folder, "data")}",
            $"--Cases:KeyFolder={Path.Combine(scene.Folder, "keys")}",
            .. scene.Systems.Select(s => $"--Gateway:Adapters:{s.Key}={s.Value}"),
        ];
        if (makesKeys)
        {
            await Verb.RunAsync(Repository.Gateway(), ["keys", "create", "--all", .. settings], environment);
        }

        await scene.StartAsync("gateway", "gateway", Repository.Gateway(), settings, environment, Listening, cancellation);
    }
}
