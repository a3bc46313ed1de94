namespace DsrGateway.Bench.Running;

/// <summary>Medians over the runs, by what was measured.</summary>
internal sealed class Figures(IReadOnlyList<Sample> samples)
{
    /// <summary>The median; not a number if it was not measured.</summary>
    public double Of(string variant, string pressure, Func<Sample, double> value, int latency = 0) =>
        Report.Median(samples.Where(s => s.Variant == variant && s.Pressure == pressure && s.LatencyMs == latency).Select(value));

    public double PerSecond(string variant) => Of(variant, Plan.Many, s => s.PerSecond);

    public double Cpu(string variant) => Of(variant, Plan.Many, s => s.Cpu);

    public double P50(string variant) => Of(variant, Plan.One, s => s.Load.P50);

    public double P99(string variant) => Of(variant, Plan.One, s => s.Load.P99);
}
