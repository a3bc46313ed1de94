using System.Diagnostics;
using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Cluster;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;
using DsrGateway.Chaos.Reporting;

namespace DsrGateway.Chaos;

/// <summary>Load and faults on a cluster, then quiet, then the verdict.</summary>
internal static class Campaign
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    public static async Task<Report> RunAsync(Options options, Action<string> tell, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var (state, commit) = (CampaignState.Load(options), Commit.Current);
        await using var cluster = await ChaosCluster.StartAsync(options);
        tell($"seed {state.Seed}; {cluster.Gateways.Count} gateways, {cluster.Adapters.Count} adapters, {cluster.Rabbit?.Nodes.Count ?? 0} RabbitMQ nodes, up after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        using var history = new History(Path.Combine(cluster.Record, "history.jsonl"));
        var doors = cluster.Gateways.Where(g => g.IsApi).Select(g => g.Door).ToList();
        using var load = new LoadRun(doors, Controllers.Names, history, state.Seed + state.Position);
        load.Start(options.Portals, options.Cases);
        try
        {
            // A fault is to hit something that works.
            await history.FirstNewAnswerAsync(0).WaitAsync(StartLimit, stop);
            await history.FirstNewAnswerAsync(History.Now).WaitAsync(StartLimit, stop);
        }
        catch (TimeoutException)
        {
            Logs.Keep(cluster, options);
            Logs.TellLast(cluster, tell);
            throw new InvalidOperationException($"no fault was made, and yet no answer came for {StartLimit.TotalSeconds:F0} s");
        }

        var restoring = options.Restore ? new Restoring(cluster, history, load.Scout, tell) : null;
        var faults = restoring is null ? await SufferAsync(cluster, options, state, history, load, tell, stop) : null;
        await (restoring?.RunAsync() ?? Task.CompletedTask);
        var healed = Stopwatch.GetTimestamp();
        tell("quiet");
        var tail = Tail.WatchAsync(doors, healed);
        if (!await load.FinishAsync(TimeSpan.FromSeconds(options.Patience)))
        {
            tell($"not everything ended within {options.Patience} s");
        }

        var evidence = new Evidence { Faults = [.. state.Faults, .. faults?.Records ?? []], Tail = await tail, Left = await Draining.LeftAsync(cluster, TimeSpan.FromSeconds(options.Patience), tell) };
        await Readback.RunAsync(doors, history);
        evidence = evidence with
        {
            LimitSeconds = options.Limit,
            History = history.Entries,
            Ledger = [.. cluster.LedgerFiles.SelectMany(Ledger.Read)],
            Canaries = CanaryScan.In(cluster.Places),
            Fenced = Logs.Fenced(cluster),
        };
        if (cluster.Rabbit is { Replaced: var replaced, Deleted: var deleted } && replaced + deleted > 0)
        {
            tell($"RabbitMQ lost members of queues for good: {replaced} replaced, {deleted} queues deleted");
        }

        evidence = restoring?.Excuse(evidence) ?? evidence;
        var report = Report.Of(evidence, distributed: !options.Embedded) with
        {
            Halted = faults?.Failed,
            Seed = state.Seed,
            Commit = commit,
            Arguments = string.Join(' ', Environment.GetCommandLineArgs()[1..]),
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            AnswersLost = cluster.Links.Sum(l => l.Lost),
            UnaskedEnds = cluster.Gateways.Select(g => g.Process).Concat(cluster.Adapters).Sum(p => p.UnaskedEnds),
        };
        Logs.Keep(cluster, options);
        return report;
    }

    private static async Task<FaultRun> SufferAsync(
        ChaosCluster cluster, Options options, CampaignState state, History history, LoadRun load, Action<string> tell, CancellationToken stop)
    {
        var all = FaultCatalog.Of(cluster);
        if (options.Kinds.Where(k => !all.ContainsKey(k)).ToList() is { Count: > 0 } unknown)
        {
            throw new InvalidOperationException($"no such kind of fault here: {string.Join(", ", unknown)}; there are {string.Join(", ", all.Keys)}");
        }

        var kinds = all.Where(k => options.Kinds.Count == 0 || options.Kinds.Contains(k.Key)).ToDictionary();
        var schedule = new Schedule(state.Seed, kinds, options.Pace);
        schedule.SkipTo(state.Position);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(TimeSpan.FromMinutes(options.Minutes));
        var run = new FaultRun(schedule, history, load.Scout, tell, records => state.Save(options, schedule.Position, records));
        var ended = load.Ended.ContinueWith(_ => over.Cancel(), TaskScheduler.Default);
        await run.RunAsync(options.Faults, new Random(state.Seed + state.Position), over.Token);
        _ = ended;
        return run;
    }
}
