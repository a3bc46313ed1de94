using System.Text.Json;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Servers;

/// <summary>The packages of the peers' programs, installed once beside what was built.</summary>
internal static class NodePackages
{
    public const string Node = "/usr/bin/node";
    private const string Npm = "/usr/bin/npm";

    /// <summary>The folder of the packages.</summary>
    public static async Task<string> InstalledAsync(Scene scene, CancellationToken cancellation)
    {
        if (!File.Exists(Node) || !File.Exists(Npm))
        {
            throw new LeftOutException("Node is missing: apt-get install nodejs npm");
        }

        var folder = Path.Combine(Repository.Artifacts, "bench-peers");
        var installed = Path.Combine(folder, "installed.json");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Repository.Peers, "package.json"), cancellation);
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed, cancellation) != wanted)
        {
            Screen.Tell("installing the peers' packages");
            Directory.CreateDirectory(folder);
            string[] args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", .. Packages(wanted)];
            await using var npm = Child.Start("npm", scene.Folder, Npm, args);
            await npm.EndsAsync(cancellation);
            await File.WriteAllTextAsync(installed, wanted, cancellation);
        }

        return Path.Combine(folder, "node_modules");
    }

    /// <summary>As name@version.</summary>
    public static IEnumerable<string> Packages(string manifest)
    {
        using var json = JsonDocument.Parse(manifest);
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject().Select(d => $"{d.Name}@{d.Value.GetString()}")];
    }
}
