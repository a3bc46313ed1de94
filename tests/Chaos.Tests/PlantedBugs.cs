using System.Globalization;
using Xunit.Abstractions;

namespace DsrGateway.Chaos.Tests;

/// <summary>The campaign finds what it is there to find: each bug that is planted breaks what docs/chaos.md says.</summary>
[Collection(CampaignProcess.OneAtATime)]
public class PlantedBugs(ITestOutputHelper output)
{
    private const int MostCampaigns = 3;

    [Theory]
    [InlineData("ack-before-commit", "kill-gateway,kill-postgres", "0.25", "I1")]
    [InlineData("drop-the-inbox", "kill-gateway,lose-answers-broker,reset-connections", "0.25", "I4")]
    [InlineData("reuse-operation-id", "kill-gateway,lose-answers-broker", "0.25", "I5")]
    // Its own length: what is cancelled while an answer is on its way is what the fence is there for.
    [InlineData("skip-the-fence", "delay-adapter", "1", "I9")]
    public async Task A_planted_bug_is_caught(string bug, string kinds, string pace, string broken)
    {
        // What breaks hangs on what a fault happens to meet; a bug that three campaigns do not meet is not caught.
        for (var seed = 1; seed <= MostCampaigns; seed++)
        {
            var end = await CampaignProcess.RunAsync(
                "--planted", bug, "--kinds", kinds, "--minutes", "0.4", "--pace", pace, "--limit", "30", "--patience", "40", "--nodes", "1", "--portals", "8",
                "--seed", seed.ToString(CultureInfo.InvariantCulture));
            output.WriteLine(end.Said);
            // A campaign that is only too weak, or late on a busy machine, fails too; that catches nothing.
            if (end.Code == 1 && Broken(end).Contains(broken))
            {
                return;
            }
        }

        Assert.Fail($"{bug}: {broken} held in {MostCampaigns} campaigns.");
    }

    private static IEnumerable<string?> Broken(CampaignEnd end) =>
        end.Report.GetProperty("invariants").EnumerateArray().Where(i => i.GetProperty("broken").GetInt32() > 0).Select(i => i.GetProperty("name").GetString());

    [Fact]
    public async Task A_bug_that_is_not_known_is_refused_with_those_that_are()
    {
        var (code, said) = await CampaignProcess.ToEndAsync("--planted", "forget-everything");

        Assert.Equal(2, code);
        Assert.Contains("ack-before-commit, drop-the-inbox, reuse-operation-id, skip-the-fence", said, StringComparison.Ordinal);
    }
}
