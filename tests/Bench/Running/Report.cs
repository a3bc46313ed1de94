using System.Globalization;

namespace DsrGateway.Bench.Running;

/// <summary>The samples as one plain table; several runs become "median (min-max)".</summary>
internal static class Report
{
    private static readonly string[] Parts = ["gateway", "adapters", "database", "broker", "client"];

    public static IEnumerable<string> Table(IReadOnlyList<Sample> samples, IReadOnlyList<string> variants)
    {
        yield return "| adapter ms | load | variant | runs | cases/s | p50 ms | p99 ms | CPU ms/case, all | gateway+adapters+database+broker+client | answered | wrong, errors, repeats |";
        yield return "|---|---|---|---|---|---|---|---|---|---|---|";
        foreach (var (latency, pressure) in samples.Select(s => (s.LatencyMs, s.Pressure)).Distinct().OrderBy(k => k.LatencyMs))
        {
            foreach (var variant in variants)
            {
                var taken = samples.Where(s => s.LatencyMs == latency && s.Pressure == pressure && s.Variant == variant).ToList();
                if (taken.Count > 0)
                {
                    yield return Row(taken);
                }
            }
        }
    }

    public static string Line(Sample s) => string.Create(
        CultureInfo.InvariantCulture,
        $"run {s.Run}, adapters {s.LatencyMs} ms, {s.Pressure}, {s.Variant}: {Number(s.PerSecond)} cases/s, p50 {Number(s.Load.P50)}, p99 {Number(s.Load.P99)}, max {Number(s.Load.Max)} ms, CPU {Number(s.Cpu)} ms/case{Faults(s)}");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    public static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "F0", >= 10 => "F1", _ => "F2" }, CultureInfo.InvariantCulture);

    private static string Row(List<Sample> taken)
    {
        var first = taken[0];
        var parts = string.Join('+', Parts.Select(part => Number(Median(taken.Select(s => s.CpuByPart.GetValueOrDefault(part))))));
        string[] cells =
        [
            $"{first.LatencyMs}", first.Pressure, first.Variant, $"{taken.Count}",
            Spread(taken, s => s.PerSecond), Spread(taken, s => s.Load.P50), Spread(taken, s => s.Load.P99), Spread(taken, s => s.Cpu), parts,
            $"{taken.Sum(s => s.Load.Answered)}/{taken.Sum(s => s.Load.Asked)}",
            $"{taken.Sum(s => s.Load.Wrong)}, {taken.Sum(s => s.Load.Errors)}, {taken.Sum(s => s.Repeats)}",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Spread(List<Sample> taken, Func<Sample, double> of)
    {
        var values = taken.Select(of).ToList();
        return values.Count == 1 ? Number(values[0]) : $"{Number(Median(values))} ({Number(values.Min())}-{Number(values.Max())})";
    }

    private static string Faults(Sample s) => s.IsClean
        ? ""
        : $"; NOT CLEAN: {s.Load.Answered} of {s.Load.Asked} answered, {s.Load.Wrong} wrong, {s.Load.Errors} errors ({s.Load.FirstError}), {s.Repeats} calls repeated, {s.Missing} missing";
}
