using System.Diagnostics;
using System.Text.Json;

namespace DsrGateway.Chaos.Tests;

/// <summary>A campaign as `./dev chaos` starts it.</summary>
internal static class CampaignProcess
{
    /// <summary>A campaign is measured by the clock: never two at once.</summary>
    public const string OneAtATime = "campaigns";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9.5);

    public static async Task<CampaignEnd> RunAsync(params string[] arguments)
    {
        var json = Path.GetTempFileName();
        try
        {
            var (code, said) = await ToEndAsync([.. arguments, "--json", json, "--tied"]);
            var report = await File.ReadAllTextAsync(json);
            Assert.True(report.Length > 0, said);
            using var document = JsonDocument.Parse(report);
            return new CampaignEnd(code, said, document.RootElement.Clone());
        }
        finally
        {
            File.Delete(json);
        }
    }

    /// <summary>How it ends that is no campaign.</summary>
    public static async Task<(int Code, string Said)> ToEndAsync(params IEnumerable<string> arguments)
    {
        var chaos = Path.Combine(AppContext.BaseDirectory, "DsrGateway.Chaos");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "own-space"), [chaos, .. arguments])
        {
            // Its input ends with this process, however that ends; then it ends too.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await said + await error);
    }
}

/// <summary>What came of it.</summary>
internal sealed record CampaignEnd(int Code, string Said, JsonElement Report);
