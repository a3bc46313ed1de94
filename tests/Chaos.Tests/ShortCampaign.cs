using Xunit.Abstractions;

namespace DsrGateway.Chaos.Tests;

/// <summary>Three minutes of the campaign, beside other tests: answers may take longer to come again than `./dev chaos` allows. DSR_SEED repeats a run's choices; `./dev chaos` makes long ones.</summary>
[Collection(CampaignProcess.OneAtATime)]
public class ShortCampaign(ITestOutputHelper output)
{
    private const int Faults = 30;
    private const int Kinds = 8;

    [Fact]
    public async Task Every_invariant_holds_under_thirty_faults_of_eight_kinds()
    {
        var seed = Environment.GetEnvironmentVariable("DSR_SEED") ?? (Environment.TickCount & 0xFFFFFF).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var end = await CampaignProcess.RunAsync("--minutes", "6", "--faults", "32", "--pace", "0.25", "--limit", "30", "--nodes", "1", "--portals", "6", "--seed", seed);
        output.WriteLine(end.Said);
        Assert.True(end.Code == 0, end.Said);
        Assert.InRange(end.Report.GetProperty("faults").GetInt32(), Faults, int.MaxValue);
        Assert.InRange(end.Report.GetProperty("fault_kinds").GetArrayLength(), Kinds, int.MaxValue);
    }
}
