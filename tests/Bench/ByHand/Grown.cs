using System.CommandLine;
using DsrGateway.Bench.Running;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Bench.ByHand;

/// <summary>What a store full of open cases costs: the same operations on it and on an empty one, in turns, in one run.</summary>
internal static class Grown
{
    private static readonly Option<int> Cases = new("--cases") { Description = "Open cases in the full store.", DefaultValueFactory = _ => 1_000_000 };

    public static Command Command(Option<string> engine, Option<FileInfo> json, Option<bool> check)
    {
        var command = new Command("grown", "A store of a million open cases beside an empty one: what each operation takes in both.") { engine, Cases, json, check };
        command.SetAction((options, cancellation) => Ending.OfAsync(
            async stop =>
            {
                using var guard = Guard.Start();
                var report = await MeasureAsync(options.GetValue(engine)!, options.GetValue(Cases), guard.Folder, stop);
                foreach (var line in report.Table())
                {
                    Screen.Line(line);
                }

                if (options.GetValue(json) is { } file)
                {
                    await report.WriteAsync(file.FullName, stop);
                }

                return options.GetValue(check) && report.Missed.Any() ? 1 : 0;
            },
            cancellation));
        return command;
    }

    private static async Task<GrownReport> MeasureAsync(string engine, int cases, string folder, CancellationToken cancellation)
    {
        var cast = new GrownCases(TimeProvider.System.GetUtcNow());
        await using IGrownEngine stores = engine switch
        {
            "embedded" => new GrownEmbedded(folder),
            "distributed" => await GrownDistributed.StartAsync(),
            _ => throw new BenchException($"there is no engine {engine}"),
        };
        var facts = await Facts.GatherAsync(folder, cancellation);
        Screen.Tell($"filling a store with {cases} open cases");
        var full = await SideAsync(await stores.FilledAsync(cast, cases, cancellation), cast, cancellation);
        var empty = await SideAsync(await stores.EmptyAsync(cancellation), cast, cancellation);
        await stores.SettleAsync(cancellation);
        full = full with { Ids = await stores.SomeIdsAsync(cancellation) };
        Screen.Tell("measuring");
        var figures = await new GrownMeasure(cast, empty, full).TakeAsync(cancellation);
        return new GrownReport(engine, cases, facts, figures);
    }

    /// <summary>Both stores get the cases that the measure needs, by the way that every case takes.</summary>
    private static async Task<GrownSide> SideAsync(ICaseStore store, GrownCases cast, CancellationToken cancellation)
    {
        var seeds = Enumerable.Range(0, GrownCases.Seeds).Select(cast.Seed).ToList();
        await Task.WhenAll(seeds.Select(seed => store.OpenAsync(seed, cancellation)));
        return new GrownSide(store, [.. seeds.Select(seed => seed.Case.Id)]);
    }
}
