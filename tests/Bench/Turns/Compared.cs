using System.Globalization;

namespace DsrGateway.Bench.Turns;

/// <summary>By how much one figure of this code is worse than the other's, pair by pair.</summary>
/// <param name="Name">The variant and the figure.</param>
/// <param name="Worse">Per pair: 0.02 is 2 % worse; in order.</param>
internal sealed record Compared(string Name, IReadOnlyList<double> Worse)
{
    public double Median => Running.Report.Median(Worse);

    /// <summary>What nine of ten pairs do not exceed.</summary>
    public double Upper => Worse[NineOfTen - 1];

    /// <summary>What nine of ten pairs do not fall below.</summary>
    public double Lower => Worse[Worse.Count - NineOfTen];

    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"  {Name,-36} median {Median,7:+0.0%;-0.0%}, nine of ten at most {Upper,7:+0.0%;-0.0%}, at least {Lower,7:+0.0%;-0.0%}");

    private int NineOfTen => (int)Math.Ceiling(Worse.Count * 0.9);

    /// <summary>True if neither side comes out worse than the other by more than this.</summary>
    public bool IsEven(double limit) => Upper <= limit && Lower >= -limit;

    public static IReadOnlyList<Compared> Of(IReadOnlyList<(Run This, Run Other)> pairs) =>
        [.. pairs[0].This.Figures.Keys.Select(key => new Compared(
            $"{key.Variant}, {key.Figure}", [.. pairs.Select(p => (p.This.Figures[key] / p.Other.Figures[key]) - 1).Order()]))];
}
