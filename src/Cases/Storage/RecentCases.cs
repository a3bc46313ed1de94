namespace DsrGateway.Cases.Storage;

/// <summary>
/// Cases as this process wrote them a moment ago, for its own dispatchers: what was just written need not be read. It
/// carries no truth: what is decided on it is refused like anything else if the case was written since.
/// </summary>
internal sealed class RecentCases(TimeProvider clock)
{
    /// <summary>Messages travel for milliseconds; after a longer wait reading costs nothing that matters.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly TwoGenerations<CaseSnapshot> _written = new(Lifetime, most: 1000, clock);

    public void Put(CaseSnapshot written)
    {
        lock (_gate)
        {
            _written.Put(written.Case.Id, written);
        }
    }

    public CaseSnapshot? Find(CaseId id)
    {
        lock (_gate)
        {
            return _written.Find(id);
        }
    }

    public void Forget(CaseId id)
    {
        lock (_gate)
        {
            _written.Remove(id);
        }
    }
}
