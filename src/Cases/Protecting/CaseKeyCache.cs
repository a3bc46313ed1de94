namespace DsrGateway.Cases.Protecting;

/// <summary>
/// Unwrapped keys of cases that are being worked on. Two generations: when the young one is full, or half a lifetime old, it
/// becomes the old one and the old one is forgotten. So no key is used for longer than <paramref name="lifetime"/> after
/// it was read, and a full cache does not start from nothing.
/// </summary>
/// <param name="lifetime">Infinite where nobody else can destroy a key.</param>
internal sealed class CaseKeyCache(TimeSpan lifetime, TimeProvider clock)
{
    private const int MaxYoung = 20_000;
    private readonly Lock _gate = new();
    private Dictionary<CaseId, (string ControllerId, byte[] Key)> _young = [];
    private Dictionary<CaseId, (string ControllerId, byte[] Key)> _old = [];
    private long _youngSince = clock.GetTimestamp();
    private long _oldSince;
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
            Age();
            return (_young.TryGetValue(id, out var found) || _old.TryGetValue(id, out found)) && found.ControllerId == controllerId ? found.Key : null;
        }
    }

    public void Remember(CaseId id, string controllerId, byte[] key, long moment)
    {
        lock (_gate)
        {
            Age();
            if (moment == _removals)
            {
                _young[id] = (controllerId, key);
            }
        }
    }

    public void Remove(CaseId id)
    {
        lock (_gate)
        {
            _removals++;
            _young.Remove(id);
            _old.Remove(id);
        }
    }

    private void Age()
    {
        if (_young.Count >= MaxYoung || IsOver(_youngSince, lifetime / 2))
        {
            (_old, _oldSince, _young, _youngSince) = (_young, _youngSince, [], clock.GetTimestamp());
        }

        // After a silence what is old may be too old.
        if (_old.Count > 0 && IsOver(_oldSince, lifetime))
        {
            _old = [];
        }
    }

    private bool IsOver(long since, TimeSpan time) => lifetime != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(since) >= time;
}
