using System.CommandLine;
using System.Runtime.InteropServices;
using DsrGateway.Bench.Running;
using DsrGateway.Bench.Variants;

namespace DsrGateway.Bench;

/// <summary>What a person types.</summary>
internal static class BenchCli
{
    private static readonly Option<bool> Quick = new("--quick") { Description = "one short run" };
    private static readonly Option<int> Runs = new("--runs") { Description = "how many runs; default 3", DefaultValueFactory = _ => 3 };
    private static readonly Option<bool> Sustained = new("--sustained") { Description = "the open loop lasts ten minutes" };
    private static readonly Option<string> Only = new("--variants") { Description = $"only these, with commas: {string.Join(',', All(new Dictionary<string, string>()).Select(v => v.Name))}" };
    private static readonly Option<int[]> Latencies = new("--latency") { Description = "only these adapter latencies (ms); default 0 and 20" };
    private static readonly Option<string[]> GatewayEnvironment = new("--gateway-env") { Description = "NAME=VALUE for the gateway's process, for trying out" };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures the gateway beside the floor and its peers.") { Quick, Runs, Sustained, Only, Latencies, GatewayEnvironment };
        root.SetAction(MeasureAsync);
        return await root.Parse(args is ["run", .. var rest] ? rest : args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> MeasureAsync(ParseResult options, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        var plan = options.GetValue(Quick) ? Plan.Quick : Plan.Full(options.GetValue(Runs), options.GetValue(Sustained));
        if (options.GetValue(Latencies) is { Length: > 0 } latencies)
        {
            plan = plan with { Latencies = latencies };
        }

        var variants = Chosen(options);
        try
        {
            using var guard = Guard.Start();
            var samples = await new BenchRun(plan, variants, guard.Folder).TakeAsync(stop.Token);
            foreach (var line in Report.Table(samples, [.. variants.Select(v => v.Name)]))
            {
                Screen.Line(line);
            }

            return samples.All(s => s.IsClean) ? 0 : 1;
        }
        catch (BenchException e)
        {
            Screen.Tell($"the bench failed: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Screen.Tell("stopped; nothing is left running");
            return 130;
        }

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static IVariant[] Chosen(ParseResult options)
    {
        var environment = (options.GetValue(GatewayEnvironment) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var only = options.GetValue(Only)?.Split(',');
        return [.. All(environment).Where(v => only is null || only.Contains(v.Name))];
    }

    private static IVariant[] All(IReadOnlyDictionary<string, string> environment) =>
        [new FloorVariant(), new EmbeddedVariant(environment)];
}
