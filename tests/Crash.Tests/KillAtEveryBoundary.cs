using DsrGateway.TestKit;
using DsrGateway.V1;
using Failpoint = DsrGateway.Cases.Failpoint;

namespace DsrGateway.Crash.Tests;

/// <summary>
/// Kill -9 at each failpoint, for each right that comes to it (DSR_ALL=1; else for two of them, others every day). One gateway
/// after another lives on the same folders; two such lanes run side by side.
/// </summary>
public abstract class KillAtEveryBoundary(LaneFixture fixture)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);
    private static readonly int Rotation = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber;

    /// <summary>Today's pairs.</summary>
    internal static IReadOnlyList<(Failpoint Failpoint, Right Right)> Chosen => Boundaries.Chosen(Rotation);

    /// <summary>The pairs of one of the two lanes.</summary>
    protected static TheoryData<Failpoint, Right> PairsOf(int lane)
    {
        var data = new TheoryData<Failpoint, Right>();
        foreach (var (failpoint, right) in Chosen.Where((_, index) => index % 2 == lane))
        {
            data.Add(failpoint, right);
        }

        return data;
    }

    protected async Task KillAsync(Failpoint failpoint, Right right)
    {
        var lane = await fixture.BorrowAsync();
        var scenario = Boundaries.Of(failpoint).Scenario;
        var before = await lane.RunningAsync();
        var request = Requests.New(right, scenario);
        var client = new CaseClient(lane, scenario);
        lane.Adapter.Become(MoodOf(scenario, right));
        lane.Arm(failpoint);

        using var timeout = new CancellationTokenSource(TimeLimit);
        try
        {
            await client.RunAsync(request, timeout.Token);
        }
        catch (Exception e) when (e is Grpc.Core.RpcException or OperationCanceledException && timeout.IsCancellationRequested)
        {
            Assert.Fail($"The case did not end. {client.LastSeen}{Environment.NewLine}{lane.Describe(client.CaseIds)}");
        }

        var after = await lane.AfterAsync(before, TimeSpan.FromSeconds(10));

        Assert.True(lane.IsSpent, $"No case came to {failpoint}.");
        Assert.Equal(GatewayProcess.KilledBySigkill, await before.Exited);
        Assert.Equal(before.Number + 1, after.Number);
        Assert.Empty(lane.Faults);
        await CheckAsync(lane, client, request, scenario);
        fixture.GiveBack();
    }

    private static async Task CheckAsync(Lane lane, CaseClient client, NewCase request, Scenario scenario)
    {
        var caseId = Assert.Single(client.CaseIds);
        Assert.Single(await ToldAsync(lane, caseId));
        // Read anew: what the client was told before the crash must stand after it.
        CaseOracle.CheckAnswer(await client.ReadAsync(caseId), request, scenario);
        CaseOracle.CheckLedger(lane.Ledger.Read(), caseId, request.Right, scenario);
        if (Boundaries.HandsOut(request.Right) && scenario is not (Scenario.Cancel or Scenario.ByHand))
        {
            CaseOracle.CheckPackage(await client.DownloadAsync(caseId), scenario);
        }
    }

    /// <summary>The ids under which the portal was told of the case, once it was: the same however often.</summary>
    private static async Task<IReadOnlySet<string>> ToldAsync(Lane lane, string caseId)
    {
        var ids = new HashSet<string>();
        while (ids.Count == 0)
        {
            ReceivedCallback[] told = [await lane.Portal.NextAsync(), .. lane.Portal.Taken()];
            ids.UnionWith(told.Where(t => t.Body.Contains(caseId, StringComparison.Ordinal)).Select(t => t.Id));
        }

        return ids;
    }

    private static Mood MoodOf(Scenario scenario, Right right) => scenario switch
    {
        Scenario.Away => Mood.Away,
        Scenario.Down => Mood.Down,
        Scenario.MuchData => Mood.HandsOutMuch,
        Scenario.Retry => Boundaries.LooksBeforeActing(right) ? Mood.LeavesResidue : Mood.FailsAfterActing,
        _ => Mood.Well,
    };
}

public class KillAtEveryBoundaryOdd(LaneFixture fixture) : KillAtEveryBoundary(fixture), IClassFixture<LaneFixture>
{
    public static TheoryData<Failpoint, Right> Pairs => PairsOf(1);

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_case_outlives_kill_9_and_every_effect_happens_once(Failpoint failpoint, Right right) => KillAsync(failpoint, right);
}

public class KillAtEveryBoundaryEven(LaneFixture fixture) : KillAtEveryBoundary(fixture), IClassFixture<LaneFixture>
{
    public static TheoryData<Failpoint, Right> Pairs => PairsOf(0);

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task A_case_outlives_kill_9_and_every_effect_happens_once(Failpoint failpoint, Right right) => KillAsync(failpoint, right);
}

public class TheListOfBoundaries
{
    [Fact]
    public void Holds_at_least_thirty_failpoints() => Assert.True(Enum.GetValues<Failpoint>().Length >= 30);

    [Fact]
    public void Has_every_failpoint_and_every_right_in_any_days_choice()
    {
        for (var day = 0; day < 14; day++)
        {
            var chosen = Boundaries.Chosen(day);
            Assert.Equal(Enum.GetValues<Failpoint>(), chosen.Select(p => p.Failpoint).Distinct().Order());
            Assert.Equal(Boundaries.Rights, chosen.Select(p => p.Right).Distinct().Order());
        }
    }
}
