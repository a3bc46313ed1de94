namespace DsrGateway.Cases.Storage;

/// <summary>
/// Cases as this process wrote them a moment ago, for its own dispatchers: what was just written need not be read. It
/// carries no truth: what is decided on it is refused like anything else if the case was written since.
/// </summary>
internal sealed class RecentCases(TimeProvider clock)
{
    /// <summary>Messages travel for milliseconds; after a longer wait reading costs nothing that matters.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private const int MaxYoung = 1000;
    private readonly Lock _gate = new();
    private Dictionary<CaseId, CaseSnapshot> _young = [];
    private Dictionary<CaseId, CaseSnapshot> _old = [];
    private long _youngSince = clock.GetTimestamp();

    public void Put(CaseSnapshot written)
    {
        lock (_gate)
        {
            Age();
            _young[written.Case.Id] = written;
        }
    }

    public CaseSnapshot? Find(CaseId id)
    {
        lock (_gate)
        {
            Age();
            return _young.GetValueOrDefault(id) ?? _old.GetValueOrDefault(id);
        }
    }

    public void Forget(CaseId id)
    {
        lock (_gate)
        {
            _young.Remove(id);
            _old.Remove(id);
        }
    }

    /// <summary>Two generations: the young become the old, and the old are forgotten, at the latest after twice the lifetime.</summary>
    private void Age()
    {
        var age = clock.GetElapsedTime(_youngSince);
        if (age >= Lifetime || _young.Count >= MaxYoung)
        {
            (_old, _young, _youngSince) = (age >= Lifetime + Lifetime ? [] : _young, [], clock.GetTimestamp());
        }
    }
}
