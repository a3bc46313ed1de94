using System.ComponentModel;
using System.Diagnostics;

namespace DsrGateway.Architecture;

[Trait("Needs", "servers")]
public sealed class ContractTests
{
    private const string BufVersion = "1.75.0";

    [Fact]
    public async Task The_contracts_pass_buf_lint()
    {
        var buf = await InstalledAsync();
        var (code, output) = await RunAsync(buf, ["lint"], Path.Combine(Tree.Root, "protos"));

        Assert.True(code == 0, output);
    }

    /// <summary>The folder that ./dev lint keeps it in too.</summary>
    private static async Task<string> InstalledAsync()
    {
        var tools = Path.Combine(Tree.Root, "artifacts", "tools");
        var buf = Path.Combine(tools, "node_modules", ".bin", "buf");
        if (!File.Exists(buf) || (await RunAsync(buf, ["--version"], tools)).Output.Trim() != BufVersion)
        {
            Directory.CreateDirectory(tools);
            var (code, output) = await RunAsync(
                "npm", ["install", "--prefix", tools, "--no-save", "--no-fund", "--no-audit", "--loglevel=error", $"@bufbuild/buf@{BufVersion}"], tools);
            Assert.True(code == 0, output);
        }

        return buf;
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return (-1, $"{program} is missing; buf lint of the contracts needs it (Debian: apt-get install npm).");
        }
    }
}
