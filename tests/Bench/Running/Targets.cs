namespace DsrGateway.Bench.Running;

/// <summary>What is promised, and what was measured.</summary>
/// <param name="What">The target in words.</param>
/// <param name="Measured">The measured figure in words.</param>
/// <param name="IsMet">Whether it holds; what was not measured does not.</param>
/// <param name="IsBinding">Whether missing it fails the check.</param>
internal sealed record Target(string What, string Measured, bool IsMet, bool IsBinding = true)
{
    public string Line => $"{(IsMet ? "met   " : IsBinding ? "MISSED" : "behind")} {What}: {Measured}";
}

internal static class Targets
{
    private const string Distributed = "distributed";
    private const string Embedded = "embedded";
    private const string Dbos = "dbos";
    private const string Always = "bullmq-always";
    private const string EverySecond = "bullmq-everysec";
    private const string Floor = "floor";

    /// <summary>Judges what concerns the variants that were wanted.</summary>
    public static IReadOnlyList<Target> Judge(Figures figures, IReadOnlyCollection<string> wanted) => [.. All(figures)
        .Where(t => wanted.Contains(t.One) && wanted.Contains(t.Other))
        .Select(t => t.Target)];

    private static IEnumerable<(string One, string Other, Target Target)> All(Figures figures) =>
    [
        (Distributed, Dbos, AtLeast($"{Distributed} at least 2.0 times the cases/s of {Dbos}, {Plan.Many}", 2.0, figures.PerSecond(Distributed) / figures.PerSecond(Dbos))),
        (Distributed, Dbos, AtMost($"{Distributed} at most 0.5 times the CPU per case of {Dbos}, {Plan.Many}", 0.5, figures.Cpu(Distributed) / figures.Cpu(Dbos))),
        .. Ahead(figures, Distributed, Always, isBinding: true),
        .. Ahead(figures, Distributed, EverySecond, isBinding: false),
        .. Ahead(figures, Embedded, Dbos, isBinding: true),
        .. Ahead(figures, Embedded, Always, isBinding: true),
        .. Ahead(figures, Embedded, EverySecond, isBinding: true),
        (Distributed, Floor, AtMost($"{Distributed} adds at most 10 ms to the floor's p50, {Plan.One}", 10, figures.P50(Distributed) - figures.P50(Floor), "ms")),
        (Distributed, Floor, AtMost($"{Distributed} adds at most 50 ms to the floor's p99, {Plan.One}", 50, figures.P99(Distributed) - figures.P99(Floor), "ms")),
        (Embedded, Floor, AtMost($"{Embedded} adds at most 5 ms to the floor's p50, {Plan.One}", 5, figures.P50(Embedded) - figures.P50(Floor), "ms")),
    ];

    private static IEnumerable<(string One, string Other, Target Target)> Ahead(Figures figures, string one, string other, bool isBinding) =>
    [
        (one, other, AtLeast($"{one} ahead of {other} in cases/s, {Plan.Many}", 1, figures.PerSecond(one) / figures.PerSecond(other), isBinding)),
        (one, other, AtMost($"{one} ahead of {other} in CPU per case, {Plan.Many}", 1, figures.Cpu(one) / figures.Cpu(other), "times", isBinding)),
        (one, other, AtMost($"{one} ahead of {other} in p50, {Plan.One}", 1, figures.P50(one) / figures.P50(other), "times", isBinding)),
    ];

    private static Target AtLeast(string what, double least, double measured, bool isBinding = true) =>
        new(what, Words(measured, "times"), measured >= least, isBinding);

    private static Target AtMost(string what, double most, double measured, string unit = "times", bool isBinding = true) =>
        new(what, Words(measured, unit), measured <= most, isBinding);

    private static string Words(double measured, string unit) => double.IsNaN(measured) ? "not measured" : $"{Report.Number(measured)} {unit}";
}
