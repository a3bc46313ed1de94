namespace DsrGateway.Cases.Storage;

/// <summary>
/// Which cases of a controller changed state, in the order of the store's own clock. Writers stamp before they commit, so an
/// earlier stamp may become visible after a later one: who reads on has to look again as far back as
/// <see cref="LongestCommit"/>.
/// </summary>
public interface ICaseChanges
{
    /// <summary>No write takes longer from its stamp until others see it; far above what the store lets a statement take.</summary>
    TimeSpan LongestCommit { get; }

    /// <summary>What the clock that stamps changes says now, in Unix milliseconds.</summary>
    Task<long> ReadClockAsync(CancellationToken cancellation);

    /// <summary>Cases whose last change of state is stamped <paramref name="from"/> or later and stands after the page before, by stamp.</summary>
    Task<IReadOnlyList<StateChange>> ListChangesAsync(string controllerId, long from, StateChange? after, int limit, CancellationToken cancellation);
}

/// <summary>That a case came to a state: the one it is in, told once however many it went through before.</summary>
/// <param name="At">The stamp, in Unix milliseconds.</param>
public sealed record StateChange(CaseId CaseId, CaseState State, Conclusion Conclusion, long Revision, long At);
