using DsrGateway.Bench.Running;
using DsrGateway.TestServers;

namespace DsrGateway.Bench.Variants;

/// <summary>The gateway as one process: SQLite, messages in memory.</summary>
internal sealed class EmbeddedVariant(string gateway, IReadOnlyDictionary<string, string> environment) : IVariant
{
    public string Name => "embedded";

    public string Contract => "gateway";

    public Task StartAsync(Scene scene, CancellationToken cancellation) => GatewayProcess.StartAsync(gateway, scene, environment, cancellation);
}

/// <summary>The gateway's executable on a scene.</summary>
internal static class GatewayProcess
{
    private const string Listening = "Now listening on";

    /// <param name="gateway">Its executable.</param>
    /// <param name="needsKeys">The distributed engine makes none by itself; one that has no verb `keys` does.</param>
    public static async Task StartAsync(string gateway, Scene scene, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation, bool needsKeys = false)
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
        if (needsKeys && await HasKeyVerbAsync(gateway, cancellation))
        {
            await Verb.RunAsync(gateway, ["keys", "create", "--all", .. settings], environment);
        }

        await scene.StartAsync("gateway", "gateway", gateway, settings, environment, Listening, cancellation);
    }

    // Asked of its assembly: a gateway that does not know the verb would take it for settings, and serve.
    private static async Task<bool> HasKeyVerbAsync(string gateway, CancellationToken cancellation) =>
        (await File.ReadAllBytesAsync(gateway + ".dll", cancellation)).AsSpan().IndexOf("KeyVerbs"u8) >= 0;
}
