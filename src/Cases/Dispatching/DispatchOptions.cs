namespace DsrGateway.Cases.Dispatching;

/// <summary>How adapters are asked, beyond each system's own limits.</summary>
public sealed class DispatchOptions
{
    /// <summary>Quick repeats within one attempt, before the step waits; default 2.</summary>
    public int QuickRetries { get; set; } = 2;

    /// <summary>The first of these repeats comes after about this long; default 50 ms.</summary>
    public TimeSpan QuickRetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A waiting step is tried again after this long, then twice as long each time; default 1 s.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Never waits longer than this; default 1 min.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a circuit stays open; default 5 s. An adapter that is seen alive closes it sooner.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest a stream may take in all, however lively it is; default 1 h.</summary>
    public TimeSpan MaxStreamDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often adapters that are awaited are looked at; default 1 s.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the store is swept for what is due; default 500 ms.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>At most this many steps, and as many cases, are taken up again in one sweep; default 50.</summary>
    public int SweepLimit { get; set; } = 50;
}
