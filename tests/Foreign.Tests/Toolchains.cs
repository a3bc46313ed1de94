using DsrGateway.TestKit;

namespace DsrGateway.Foreign.Tests;

/// <summary>What the examples need beside themselves; what is missing is said in one line.</summary>
internal static class Toolchains
{
    private const string Python = "/usr/bin/python3";
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>Runs a program in JavaScript; the packages of docs/examples/node are installed once, beside the tests.</summary>
    public static async Task<ForeignProcess> NodeAsync(string file, params string[] args)
    {
        Require("/usr/bin/node", "/usr/bin/npm", "Debian's packages nodejs and npm");
        return ForeignProcess.Start("/usr/bin/node", [file, .. args], Path.GetTempPath(), ("NODE_PATH", await ModulesAsync()));
    }

    /// <summary>Runs a program in Python, its stubs generated into the folder.</summary>
    public static async Task<ForeignProcess> PythonAsync(TempFolder folder, string file, params string[] args)
    {
        Require(Python, "/usr/lib/python3/dist-packages/grpc", "Debian's package python3-grpcio");
        Require(Python, "/usr/lib/python3/dist-packages/grpc_tools", "Debian's package python3-grpc-tools");
        Directory.CreateDirectory(folder["stubs"]);
        await RunAsync(Python, ForeignProcess.Root,
            "-m", "grpc_tools.protoc", "-I", "protos", "-I", "docs/examples", "--python_out=" + folder["stubs"], "--grpc_python_out=" + folder["stubs"],
            "dsr/v1/case.proto", "dsr/v1/case_service.proto", "dsr/v1/adapter_service.proto", "rich_error.proto");
        return ForeignProcess.Start(
            Python, [file, .. args], folder.Path, ("PYTHONPATH", folder["stubs"]), ("PYTHONDONTWRITEBYTECODE", "1"));
    }

    private static async Task<string> ModulesAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "node");
        var modules = Path.Combine(folder, "node_modules");
        var wanted = await File.ReadAllTextAsync(ForeignProcess.Examples("node", "package.json"));
        var installed = Path.Combine(folder, "package.json");
        await Installing.WaitAsync();
        try
        {
            if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != wanted)
            {
                Directory.CreateDirectory(modules);
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(Path.Combine(folder, "package.new"), wanted);
                await RunAsync("/usr/bin/npm", folder,
                    ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", .. Packages(wanted)]);
                File.Move(Path.Combine(folder, "package.new"), installed, overwrite: true);
            }
        }
        finally
        {
            Installing.Release();
        }

        return modules;
    }

    private static IEnumerable<string> Packages(string manifest)
    {
        using var json = System.Text.Json.JsonDocument.Parse(manifest);
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject().Select(d => $"{d.Name}@{d.Value.GetString()}")];
    }

    private static async Task RunAsync(string program, string folder, params string[] args)
    {
        using var process = ForeignProcess.Start(program, args, folder);
        var (exitCode, lines, errors) = await process.EndAsync();
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', args)} failed: {string.Join(' ', lines)} {errors}");
    }

    private static void Require(string one, string other, string what) =>
        Assert.True(Path.Exists(one) && Path.Exists(other), $"Install {what}: {(Path.Exists(one) ? other : one)} is missing.");
}
