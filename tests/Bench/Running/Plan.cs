using DsrGateway.Bench.Load;

namespace DsrGateway.Bench.Running;

/// <summary>What is measured, and how much of it.</summary>
internal sealed record Plan
{
    public const string Many = "64 callers";
    public const string One = "1 caller";
    public const string OpenLoop = "100/s";

    public required IReadOnlyList<Pressure> Closed { get; init; }

    public required Pressure Open { get; init; }

    public int Runs { get; init; } = 3;

    public IReadOnlyList<int> Latencies { get; init; } = [0, 20];

    /// <summary>Without waiting in line, at the latency a real system has.</summary>
    public static int OpenLoopLatency => 20;

    public static Plan Full(int runs, bool sustained) => new()
    {
        Runs = runs,
        Closed = [new Pressure(Many, 64, 3000, 4000), new Pressure(One, 1, 400, 100)],
        Open = new Pressure(OpenLoop, 8, 0, 300) { Rate = 100, Seconds = sustained ? 600 : 30 },
    };

    public static Plan Quick { get; } = new()
    {
        Runs = 1,
        Closed = [new Pressure(Many, 64, 1500, 2000), new Pressure(One, 1, 200, 50)],
        Open = new Pressure(OpenLoop, 8, 0, 200) { Rate = 100, Seconds = 10 },
    };

    public IEnumerable<Pressure> At(int latency) => latency == OpenLoopLatency ? [.. Closed, Open] : Closed;
}
