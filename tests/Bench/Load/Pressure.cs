namespace DsrGateway.Bench.Load;

/// <summary>One way to press a variant.</summary>
/// <param name="WarmUp">Cases before it counts: a service that runs for months is measured, not one that has just started.</param>
internal sealed record Pressure(string Name, int Callers, int Cases, int WarmUp)
{
    /// <summary>Cases per second of an open loop; zero for callers that wait for their answers.</summary>
    public int Rate { get; init; }

    public int Seconds { get; init; }
}
