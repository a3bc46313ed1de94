using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace DsrGateway.Chaos.Tests;

/// <summary>Three minutes of the campaign, beside other tests: answers may take longer to come again than `./dev chaos` allows. DSR_SEED repeats a run's choices; `./dev chaos` makes long ones.</summary>
public class ShortCampaign(ITestOutputHelper output)
{
    private const int Faults = 30;
    private const int Kinds = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9.5);

    [Fact]
    public async Task Every_invariant_holds_under_thirty_faults_of_eight_kinds()
    {
        var seed = Environment.GetEnvironmentVariable("DSR_SEED") ?? (Environment.TickCount & 0xFFFFFF).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var json = Path.GetTempFileName();
        try
        {
            var (code, said) = await RunAsync("--minutes", "6", "--faults", "32", "--pace", "0.25", "--limit", "30", "--nodes", "1", "--portals", "6", "--seed", seed, "--json", json, "--tied");
            output.WriteLine(said);
            Assert.True(code == 0, said);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
            Assert.InRange(report.RootElement.GetProperty("faults").GetInt32(), Faults, int.MaxValue);
            Assert.InRange(report.RootElement.GetProperty("fault_kinds").GetArrayLength(), Kinds, int.MaxValue);
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
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
