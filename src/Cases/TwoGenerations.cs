namespace DsrGateway.Cases;

/// <summary>
/// What is kept of cases for a while. Two generations: when the young one is full, or half a lifetime old, it becomes the old one and the old one is
/// forgotten. So nothing is found for longer than the lifetime, and a full store does not start from nothing. Its owner lets one thread at a time in.
/// </summary>
/// <param name="lifetime">For how long at most something is found; may be infinite.</param>
/// <param name="most">How many a generation holds.</param>
internal sealed class TwoGenerations<T>(TimeSpan lifetime, int most, TimeProvider clock)
    where T : class
{
    private Dictionary<CaseId, T> _young = [];
    private Dictionary<CaseId, T> _old = [];
    private long _youngSince = clock.GetTimestamp();
    private long _oldSince;

    public void Put(CaseId id, T value)
    {
        Age();
        _young[id] = value;
    }

    public T? Find(CaseId id)
    {
        Age();
        return _young.GetValueOrDefault(id) ?? _old.GetValueOrDefault(id);
    }

    public void Remove(CaseId id)
    {
        _young.Remove(id);
        _old.Remove(id);
    }

    private void Age()
    {
        if (_young.Count >= most || IsOver(_youngSince, lifetime / 2))
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
