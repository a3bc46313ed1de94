using System.Collections.Concurrent;

namespace DsrGateway.Bench.Stub;

/// <summary>Counts what the stub was asked, however it was asked.</summary>
internal sealed class Asked(TimeSpan latency)
{
    private readonly ConcurrentDictionary<(string CaseId, string SystemId), bool> _seen = new();
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    public long Distinct => _seen.Count;

    /// <summary>Takes a call in and lets the system's time pass.</summary>
    public Task TakeAsync(string caseId, string systemId, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        _seen.TryAdd((caseId, systemId), true);
        return latency > TimeSpan.Zero ? Task.Delay(latency, cancellation) : Task.CompletedTask;
    }
}
