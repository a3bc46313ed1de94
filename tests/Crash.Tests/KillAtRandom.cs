using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DsrGateway.V1;
using Xunit.Abstractions;

namespace DsrGateway.Crash.Tests;

/// <summary>Kill -9 whenever it comes, under load. DSR_SEED repeats a run's choices, DSR_SECONDS sets its length.</summary>
public class KillAtRandom(ITestOutputHelper output)
{
    private const int Portals = 12;

    /// <summary>How many times its length a run may take until it has been strong enough.</summary>
    private const int Longest = 4;

    [Fact]
    public async Task Every_accepted_case_finishes_and_every_effect_happens_once()
    {
        var seed = Setting("DSR_SEED", Environment.TickCount);
        var length = TimeSpan.FromSeconds(Setting("DSR_SECONDS", 60));
        output.WriteLine($"DSR_SEED={seed}");
        var random = new Random(seed);
        await using var lane = await Lane.StartAsync();
        await lane.RunningAsync();
        using var over = new CancellationTokenSource();

        var history = new ConcurrentQueue<(NewCase Request, string CaseId)>();
        var portals = Enumerable.Range(0, Portals).Select(i => HandInAsync(lane, new Random(seed + i + 1), history, over.Token)).ToList();
        var kills = await KillAsync(lane, random, length);
        await over.CancelAsync();
        // Each portal sees its last case to the end.
        await Task.WhenAll(portals);

        Assert.Empty(lane.Faults);
        var entries = lane.Ledger.Read();
        CheckAll(history, entries);
        output.WriteLine($"{history.Count} cases, {kills} kills, {entries.Count} calls, {Repeats(entries)} acts asked for again");
        Assert.True(kills >= Enough(length), $"Only {kills} kills: too weak.");
        Assert.True(Repeats(entries) > 0, "No act was ever asked for again: too weak.");
    }

    private static double Enough(TimeSpan length) => length.TotalSeconds / 10;

    private static int Repeats(IReadOnlyList<LedgerEntry> entries) => entries.Count(e => e is { Kind: LedgerEntry.Repeat, Phase: "fulfil" });

    private static void CheckAll(ConcurrentQueue<(NewCase Request, string CaseId)> history, IReadOnlyList<LedgerEntry> entries)
    {
        Assert.Equal(history.Count, history.Select(h => h.CaseId).Distinct().Count());
        // Nothing is asked of a system that nobody handed in.
        Assert.Empty(entries.Select(e => e.Case).Except(history.Select(h => h.CaseId)));
        CaseOracle.CheckRepeats(entries);
        var byCase = entries.ToLookup(e => e.Case);
        foreach (var (request, caseId) in history)
        {
            CaseOracle.CheckLedger([.. byCase[caseId]], caseId, request.Right, Scenario.Plain);
        }
    }

    private static async Task HandInAsync(Lane lane, Random random, ConcurrentQueue<(NewCase, string)> history, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var request = Requests.New(Boundaries.Rights[random.Next(Boundaries.Rights.Count)], Scenario.Plain);
            var client = new CaseClient(lane, Scenario.Plain);
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            var answer = await client.RunAsync(request, timeout.Token);
            CaseOracle.CheckAnswer(answer, request, Scenario.Plain);
            history.Enqueue((request, Assert.Single(client.CaseIds)));
        }
    }

    /// <summary>A life in which nothing was asked of any system was too short, as on a machine that is busy: the next may be longer.</summary>
    private static async Task<int> KillAsync(Lane lane, Random random, TimeSpan length)
    {
        var running = Stopwatch.StartNew();
        var (kills, stretch) = (0, 1);
        IReadOnlyList<LedgerEntry> entries = [];
        do
        {
            var life = await lane.RunningAsync();
            await Task.Delay(random.Next(1000, 3000) * stretch);
            life.Kill();
            await lane.AfterAsync(life, TimeSpan.FromSeconds(10));
            kills++;
            var before = entries.Count;
            entries = lane.Ledger.Read();
            stretch = entries.Count > before ? 1 : stretch * 2;
        }
        while (running.Elapsed < length || ((kills < Enough(length) || Repeats(entries) == 0) && running.Elapsed < length * Longest));

        return kills;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
