namespace DsrGateway.Cases.Configuring;

/// <summary>How hard the gateway may press a system, and how much it takes from it for one step. Zero stands for the default.</summary>
public sealed record SystemLimits
{
    // The JSON source generator sets an init-only property that the text lacks to its type's zero, over the initializer
    // (dotnet/runtime 84484). A snapshot of before a limit existed must mean the default.
    private const int DefaultConcurrency = 4;
    private const long DefaultMaxResultBytes = 4L << 30;
    private const long DefaultMaxResultRecords = 10_000_000;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Calls at the same time, over all cases. Default 4.</summary>
    public int Concurrency { get; init => field = value == 0 ? DefaultConcurrency : value; } = DefaultConcurrency;

    /// <summary>Time for one call. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init => field = value == TimeSpan.Zero ? DefaultTimeout : value; } = DefaultTimeout;

    /// <summary>Bytes of one step's result; more than that fails the step. Default 4 GiB.</summary>
    public long MaxResultBytes { get; init => field = value == 0 ? DefaultMaxResultBytes : value; } = DefaultMaxResultBytes;

    /// <summary>Records of one step's result; more than that fails the step. Default 10,000,000.</summary>
    public long MaxResultRecords { get; init => field = value == 0 ? DefaultMaxResultRecords : value; } = DefaultMaxResultRecords;
}
