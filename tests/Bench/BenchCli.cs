using System.CommandLine;
using DsrGateway.Bench.ByHand;
using DsrGateway.Bench.Running;
using DsrGateway.Bench.Turns;
using DsrGateway.Bench.Variants;

namespace DsrGateway.Bench;

/// <summary>What a person types.</summary>
internal static class BenchCli
{
    private static readonly Option<bool> Quick = new("--quick") { Description = "One short run." };
    private static readonly Option<int> Runs = new("--runs") { Description = "How many runs.", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> Sustained = new("--sustained") { Description = $"The open loop, at {Plan.OpenLoopLatency} ms of the adapters, lasts ten minutes." };
    private static readonly Option<string> Only = new("--variants") { Description = $"Only these, with commas: {string.Join(',', All("", new Dictionary<string, string>()).Select(v => v.Name))}." };
    private static readonly Option<int[]> Latencies = new("--latency") { Description = "Only this latency of the adapters in ms; else 0 and 20." };
    private static readonly Option<bool> Check = new("--check") { Description = "Fails if a target is missed, and says which." };
    private static readonly Option<FileInfo> Json = new("--json") { Description = "Also writes all samples to this file." };
    private static readonly Option<string> Engine = new("--engine") { Description = "embedded or distributed.", DefaultValueFactory = _ => "embedded" };
    private static readonly Option<FileInfo> Gateway = new("--gateway") { Description = "The gateway's executable; else that of this working copy." };
    private static readonly Option<string[]> GatewayEnvironment = new("--gateway-env") { Description = "NAME=VALUE for the gateway's process, to try something out." };

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures the gateway beside a floor without durability and beside its peers, on this machine.")
        {
            Quick, Runs, Sustained, Only, Latencies, Check, Json, Gateway, GatewayEnvironment,
            ByHandCommand("burst", "10,000 cases handed in within eight seconds: all accepted within ten, all closed?", Burst.RunAsync),
            ByHandCommand("waiting-cost", "The memory of one waiting ExecuteCase call.", WaitingCost.RunAsync),
            Grown.Command(Engine, Json, Check),
            TurnsCommand.Make(),
        };
        root.Validators.Add(asked =>
        {
            if (asked.GetValue(Sustained) && (asked.GetValue(Quick) || (asked.GetValue(Latencies) is { Length: > 0 } latencies && !latencies.Contains(Plan.OpenLoopLatency))))
            {
                asked.AddError($"--sustained goes with --latency {Plan.OpenLoopLatency} and without --quick: there is no open loop to be longer otherwise.");
            }
        });
        root.SetAction((options, cancellation) => Ending.OfAsync(stop => MeasureAsync(options, stop), cancellation));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Not part of a run: takes long, or presses harder than the peers could bear.</summary>
    private static Command ByHandCommand(string name, string description, Func<IVariant, string, CancellationToken, Task<int>> measure)
    {
        var command = new Command(name, description) { Engine, Gateway, GatewayEnvironment };
        command.SetAction((options, cancellation) => Ending.OfAsync(
            async stop =>
            {
                using var guard = Guard.Start();
                return await measure(All(options).Single(v => v.Name == options.GetValue(Engine)), guard.Folder, stop);
            },
            cancellation));
        return command;
    }

    private static async Task<int> MeasureAsync(ParseResult options, CancellationToken cancellation)
    {
        var plan = options.GetValue(Quick) ? Plan.Quick : Plan.Full(options.GetValue(Runs), options.GetValue(Sustained));
        if (options.GetValue(Latencies) is { Length: > 0 } latencies)
        {
            plan = plan with { Latencies = latencies };
        }

        var variants = Chosen(options);
        using var guard = Guard.Start();
        var facts = await Facts.GatherAsync(guard.Folder, cancellation);
        var run = new BenchRun(plan, variants, guard.Folder);
        var samples = await run.TakeAsync(cancellation);
        string[] names = [.. variants.Select(v => v.Name)];
        var targets = Targets.Judge(new Figures(samples), names);
        Tell(facts, run.LeftOut, Report.Table(samples, names), targets);
        if (options.GetValue(Json) is { } file)
        {
            await new JsonReport(facts, run.LeftOut, samples, targets).WriteAsync(file.FullName, cancellation);
        }

        var missed = options.GetValue(Check) && targets.Any(t => t is { IsBinding: true, IsMet: false });
        return missed || !samples.All(s => s.IsClean) ? 1 : 0;
    }

    private static void Tell(
        IReadOnlyDictionary<string, string> facts, IReadOnlyDictionary<string, string> leftOut, IEnumerable<string> table, IEnumerable<Target> targets)
    {
        IEnumerable<string> lines =
        [
            .. facts.Select(f => $"{f.Key}: {f.Value}"), "", .. table, "", .. leftOut.Select(v => $"{v.Key} was left out: {v.Value}"), .. targets.Select(t => t.Line),
        ];
        foreach (var line in lines)
        {
            Screen.Line(line);
        }
    }

    private static IVariant[] Chosen(ParseResult options)
    {
        var only = options.GetValue(Only)?.Split(',');
        return [.. All(options).Where(v => only is null || only.Contains(v.Name))];
    }

    private static Dictionary<string, string> EnvironmentOf(ParseResult options) =>
        (options.GetValue(GatewayEnvironment) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static IVariant[] All(ParseResult options) => All(options.GetValue(Gateway)?.FullName ?? Repository.Gateway(), EnvironmentOf(options));

    private static IVariant[] All(string gateway, IReadOnlyDictionary<string, string> environment) =>
    [
        new FloorVariant(), new DbosVariant(), new BullmqVariant("always"), new BullmqVariant("everysec"),
        new EmbeddedVariant(gateway, environment), new DistributedVariant(gateway, environment),
    ];
}
