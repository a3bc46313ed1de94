using DsrGateway.Bench.Load;

namespace DsrGateway.Bench.Running;

/// <summary>One variant under one pressure, once.</summary>
internal sealed record Sample
{
    public required int Run { get; init; }
    public required string Variant { get; init; }
    public required int LatencyMs { get; init; }
    public required string Pressure { get; init; }
    public required LoadResult Load { get; init; }

    /// <summary>Milliseconds of processor time per case, by part.</summary>
    public IReadOnlyDictionary<string, double> CpuByPart { get; init; } = new Dictionary<string, double>();

    /// <summary>Calls to a system that it had had for this case already, warm-up included.</summary>
    public long Repeats { get; init; }

    /// <summary>Systems that were not asked for a case, warm-up included.</summary>
    public long Missing { get; init; }

    public double Cpu => CpuByPart.Values.Sum();

    public double PerSecond => Load.PerSecond;

    public bool IsClean => Load.IsClean && Repeats == 0 && Missing == 0;
}
