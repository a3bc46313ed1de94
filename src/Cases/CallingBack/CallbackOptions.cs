namespace DsrGateway.Cases.CallingBack;

/// <summary>How portals are told that cases ended; section "Callbacks".</summary>
public sealed class CallbackOptions
{
    public const string Section = "Callbacks";

    /// <summary>How long one attempt may take; default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An attempt that failed is repeated after this long, then after twice as long each time; default 5 s.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Never waits longer than this; default 6 h.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(6);

    /// <summary>An attempt that fails this long after the end of the case is the last; default 7 days.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>At most so many at a time to one controller's portal, from one process; default 8.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How often the store is looked at though nothing was signalled; default 1 s.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);
}
