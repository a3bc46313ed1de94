namespace DsrGateway.Cases.Protecting;

/// <summary>Unwrapped keys of cases that are being worked on. No key is used for longer than <paramref name="lifetime"/> after it was read.</summary>
/// <param name="lifetime">Infinite where nobody else can destroy a key.</param>
internal sealed class CaseKeyCache(TimeSpan lifetime, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TwoGenerations<Held> _held = new(lifetime, most: 20_000, clock);
    private long _removals;

    /// <summary>Taken before a key is read; a key destroyed since then is not remembered.</summary>
    public long Moment
    {
        get
        {
            lock (_gate)
            {
                return _removals;
            }
        }
    }

    public byte[]? Find(CaseId id, string controllerId)
    {
        lock (_gate)
        {
            return _held.Find(id) is { } held && held.ControllerId == controllerId ? held.Key : null;
        }
    }

    public void Remember(CaseId id, string controllerId, byte[] key, long moment)
    {
        lock (_gate)
        {
            if (moment == _removals)
            {
                _held.Put(id, new Held(controllerId, key));
            }
        }
    }

    public void Remove(CaseId id)
    {
        lock (_gate)
        {
            _removals++;
            _held.Remove(id);
        }
    }

    private sealed record Held(string ControllerId, byte[] Key);
}
