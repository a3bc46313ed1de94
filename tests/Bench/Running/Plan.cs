namespace DsrGateway.Bench.Running;

/// <summary>One way to press a variant.</summary>
internal sealed record Pressure(string Name, int Callers, int Cases, int WarmUp)
{
    /// <summary>Cases per second of an open loop; zero for callers that wait for their answers.</summary>
    public int Rate { get; init; }

    public int Seconds { get; init; }

    public IEnumerable<string> Arguments =>
    [
        "--callers", $"{Callers}", "--cases", $"{Cases}", "--warm-up", $"{WarmUp}", "--rate", $"{Rate}", "--seconds", $"{Seconds}",
    ];
}

/// <summary>What is measured, and how much of it.</summary>
internal sealed record Plan
{
    public const string Many = "64 callers";
    public const string One = "1 caller";
    public static readonly string OpenLoop = "100/s";

    public required IReadOnlyList<Pressure> Closed { get; init; }

    public required Pressure Open { get; init; }

    public int Runs { get; init; } = 3;

    public IReadOnlyList<int> Latencies { get; init; } = [0, 20];

    /// <summary>Without waiting in line, at the latency a real system has.</summary>
    public static int OpenLoopLatency => 20;

    public static Plan Full(int runs, bool sustained) => new()
    {
        Runs = runs,
        Closed = [new Pressure(Many, 64, 3000, 1500), new Pressure(One, 1, 400, 50)],
        Open = new Pressure(OpenLoop, 8, 0, 200) { Rate = 100, Seconds = sustained ? 600 : 30 },
    };

    public static Plan Quick { get; } = new()
    {
        Runs = 1,
        Closed = [new Pressure(Many, 64, 1500, 1000), new Pressure(One, 1, 150, 30)],
        Open = new Pressure(OpenLoop, 8, 0, 100) { Rate = 100, Seconds = 10 },
    };

    public IEnumerable<Pressure> At(int latency) => latency == OpenLoopLatency ? [.. Closed, Open] : Closed;
}
