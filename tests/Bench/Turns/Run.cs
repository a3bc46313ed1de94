using System.Globalization;
using System.Text.Json;
using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Turns;

/// <summary>The figures of one short run, by variant and name; smaller is better in each.</summary>
internal sealed record Run(IReadOnlyDictionary<(string Variant, string Figure), double> Figures)
{
    private static readonly string[] Variants = ["embedded", "distributed"];

    /// <summary>Runs this bench, its client and its adapters, on a gateway of this tree or another: only the gateways differ.</summary>
    /// <exception cref="BenchException">It failed, or lacks a figure.</exception>
    public static async Task<Run> TakeAsync(string gateway, CancellationToken cancellation)
    {
        var json = Path.GetTempFileName();
        try
        {
            await Tool.RunBenchAsync(["--quick", "--latency", "0", "--variants", string.Join(',', Variants), "--gateway", gateway, "--json", json], cancellation);
            var report = JsonSerializer.Deserialize(await File.ReadAllTextAsync(json, cancellation), BenchJson.Default.JsonReport)
                ?? throw new BenchException($"the run of {gateway} wrote no report");
            return Of(new Figures(report.Samples));
        }
        finally
        {
            File.Delete(json);
        }
    }

    public override string ToString() => string.Join(
        ", ", Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key.Variant} {f.Key.Figure} {f.Value:0.###}")));

    private static Run Of(Figures figures)
    {
        var values = new Dictionary<(string, string), double>();
        foreach (var variant in Variants)
        {
            values[(variant, "ms/case of 64 callers")] = 1000 / figures.PerSecond(variant);
            values[(variant, "ms CPU/case")] = figures.Cpu(variant);
            values[(variant, "ms p50 of 1 caller")] = figures.P50(variant);
        }

        return values.Values.All(double.IsFinite) ? new Run(values) : throw new BenchException("a run lacks a figure; was a variant left out?");
    }
}
