using System.Runtime.CompilerServices;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Reading;

/// <summary>A case that came to a state, and from where to go on after it; without a case, only that.</summary>
internal sealed record WatchedChange(StateChange? Change, long Position);

/// <summary>
/// Follows all cases of a controller, on whatever process they move. At least once: a watcher that comes back with a position
/// is told again what may have become visible late, and never less than all.
/// </summary>
internal sealed class WatchCases(ICaseChanges changes, CaseSignals signals, TimeProvider clock, Draining draining)
{
    private const int PageSize = 500;

    /// <summary>How often the store is looked at though nothing was signalled, and as far back as something may turn up late.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>While much happens, so much of it is read at once.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two looks as far back as can be, this much is looked at again: nearly all that comes late comes within it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    /// <param name="position">Where to go on; null: from now on.</param>
    /// <exception cref="CaseException">GATEWAY_STOPPING: watch again, elsewhere, from the last position.</exception>
    public async IAsyncEnumerable<WatchedChange> HandleAsync(string controllerId, long? position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var newest = position ?? await changes.ReadClockAsync(cancellation);
        // At once and with no case: from here on nothing is missed, also if nothing happens before the connection breaks.
        yield return new WatchedChange(null, newest);
        var told = new Dictionary<CaseId, long>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, draining.Begun);
        for (var looked = DateTimeOffset.MinValue; ;)
        {
            var decision = signals.NextDecision;
            var now = clock.GetUtcNow();
            var isWide = now - looked >= LookAgain;
            looked = isWide ? now : looked;
            await foreach (var change in ReadAsync(controllerId, newest - Milliseconds(isWide ? changes.LongestCommit : Overlap), cancellation))
            {
                if (told.GetValueOrDefault(change.CaseId) != change.At)
                {
                    told[change.CaseId] = change.At;
                    newest = Math.Max(newest, change.At);
                    yield return new WatchedChange(change, change.At);
                }
            }

            Forget(told, newest - Milliseconds(changes.LongestCommit));
            await Task.WhenAny(decision, Task.Delay(LookAgain, clock, ending.Token));
            await Task.WhenAny(Task.Delay(Gathering, clock, ending.Token));
            cancellation.ThrowIfCancellationRequested();
            if (draining.HasBegun)
            {
                throw new CaseException(ErrorReason.GatewayStopping, "This gateway process stops; watch the cases again from the last position.");
            }
        }
    }

    private async IAsyncEnumerable<StateChange> ReadAsync(string controllerId, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        StateChange? last = null;
        do
        {
            var page = await changes.ListChangesAsync(controllerId, from, last, PageSize, cancellation);
            foreach (var change in page)
            {
                yield return change;
            }

            last = page.Count == PageSize ? page[^1] : null;
        }
        while (last is not null);
    }

    /// <summary>What is stamped before this is not read again.</summary>
    private static void Forget(Dictionary<CaseId, long> told, long before)
    {
        if (told.Count > PageSize)
        {
            foreach (var id in told.Where(t => t.Value < before).Select(t => t.Key).ToList())
            {
                told.Remove(id);
            }
        }
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
