using System.Diagnostics;
using System.Text.Json;
using k8s;

namespace DsrGateway.Architecture.Deploying;

/// <summary>The manifests against what Kubernetes publishes of its API, by two libraries made from it: the one knows no name that the API
/// does not, the other (npm, kubernetes-models.json) asks for what the API requires.</summary>
[Trait("Needs", "servers")]
public sealed class KubernetesSchemaTests
{
    private static readonly string Here = Path.Combine(Tree.Root, "tests/Architecture.Tests/Deploying");

    public static TheoryData<string> Manifests => [.. Tree.Files("*.yaml", "deploy/kubernetes")];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Every_name_is_one_of_the_api(string file) => Assert.NotEmpty(KubernetesYaml.LoadAllFromString(Yaml.Text(file), strict: true));

    [Fact]
    public async Task Everything_that_the_api_requires_is_there()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "kubernetes-models");
        var (status, said) = await CheckAsync(folder, [.. Tree.Files("*.yaml", "deploy/kubernetes").Select(m => Path.Combine(Tree.Root, m))]);
        Assert.True(status == 0, said);

        // It would say so.
        var faulty = Path.Combine(folder, "faulty.yaml");
        await File.WriteAllTextAsync(faulty, "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: faulty }\nspec: { template: {} }\n");
        (status, said) = await CheckAsync(folder, faulty);
        Assert.True(status == 1 && said.Contains("selector", StringComparison.Ordinal), said);
    }

    private static async Task<(int Status, string Said)> CheckAsync(string folder, params string[] files)
    {
        Directory.CreateDirectory(folder);
        using var versions = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Here, "kubernetes-models.json")));
        var packages = versions.RootElement.EnumerateObject().Select(p => $"{p.Name}@{p.Value.GetString()}");
        var (status, said) = await RunAsync("npm", ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", .. packages]);
        Assert.True(status == 0, said);
        // Node looks for packages beside the script.
        var script = Path.Combine(folder, "kubernetes-models.mjs");
        File.Copy(Path.Combine(Here, "kubernetes-models.mjs"), script, overwrite: true);
        return await RunAsync("node", [script, .. files]);
    }

    private static async Task<(int Status, string Said)> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
