namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Queues that fail while others do not. RabbitMQ closes the connection of whoever uses a queue that lost its processes, or lets its channel wait for
/// seconds, and all queues share both. So such a queue rests, until the broker would serve it; if that does not help, it is tried less and less often, once
/// each time, for the others to be served in between. Where many fail it is the broker, and none rests: when it is back, all are to be served at once. (A
/// circuit breaker, but for that; so none of a library's.)
/// </summary>
/// <param name="ask">What the broker would do with a queue, by another connection; may take seconds.</param>
/// <param name="clock">For the rests.</param>
internal sealed class FailingQueues(Func<string, Task<QueueState>> ask, TimeProvider clock)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>How many of all may fail for one to have failed alone: it takes others along for a moment.</summary>
    private const double Few = 0.25;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Failing> _failing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long? _succeededAt;

    /// <summary>The first failure without an answer; no answer and no success of any since.</summary>
    private long? _allFailSince;

    public void Succeeded(string queue)
    {
        lock (_gate)
        {
            _succeededAt = clock.GetTimestamp();
            _allFailSince = null;
            _failing.Remove(queue);
            _known.Add(queue);
        }
    }

    /// <param name="queue">Its name.</param>
    /// <param name="since">When the attempt began.</param>
    /// <param name="isAnswered">The broker itself refused.</param>
    /// <returns>For how long the queue rests now; null if it does not.</returns>
    public TimeSpan? Failed(string queue, long since, bool isAnswered = false)
    {
        lock (_gate)
        {
            var before = _failing.GetValueOrDefault(queue);
            if (since < before?.At)
            {
                // Begun before the failure that is known: the same one.
                return null;
            }

            _known.Add(queue);
            var isAlone = before is not null && _succeededAt > before.At && _failing.Count <= Math.Max(1, _known.Count * Few);
            var rest = isAlone ? Longer(before!.Rest) : HasAnyFailedAfter(before) ? TimeSpan.Zero : before?.Rest ?? TimeSpan.Zero;
            var now = clock.GetTimestamp();
            _allFailSince = isAnswered ? null : _allFailSince ?? now;
            _failing[queue] = new Failing(now, now, rest);
            return rest > TimeSpan.Zero ? rest : null;
        }
    }

    /// <summary>If none has succeeded or been answered for so long, those that failed since, and not longer ago than <paramref name="recently"/>.</summary>
    public IReadOnlyList<string> AllFail(TimeSpan time, TimeSpan recently)
    {
        lock (_gate)
        {
            return _allFailSince is { } since && clock.GetElapsedTime(since) >= time
                ? [.. _failing.Where(f => f.Value.At >= since && clock.GetElapsedTime(f.Value.At) < recently).Select(f => f.Key)]
                : [];
        }
    }

    /// <summary>False while it rests, and while the broker would not serve it; after that true for one, and again after as long a rest.</summary>
    public bool MayTry(string queue)
    {
        lock (_gate)
        {
            if (!_failing.TryGetValue(queue, out var failing) || failing.Rest == TimeSpan.Zero)
            {
                return true;
            }

            if (clock.GetElapsedTime(failing.RestsSince) < failing.Rest)
            {
                return false;
            }

            var asked = failing.Asked ?? ask(queue);
            _failing[queue] = asked.IsCompleted ? failing with { RestsSince = clock.GetTimestamp(), Asked = null } : failing with { Asked = asked };
            return asked.IsCompleted && !(asked.IsCompletedSuccessfully && asked.Result == QueueState.NotServed);
        }
    }

    private static TimeSpan Longer(TimeSpan rest) =>
        rest == TimeSpan.Zero ? ShortestRest : rest * 2 < LongestRest ? rest * 2 : LongestRest;

    private bool HasAnyFailedAfter(Failing? before) => before is not null && _failing.Values.Any(f => f.At > before.At);

    /// <param name="At">Its last failure, with no success since.</param>
    /// <param name="Rest">Zero as long as it has not failed alone.</param>
    private sealed record Failing(long At, long RestsSince, TimeSpan Rest)
    {
        /// <summary>The question that its last rest ended with.</summary>
        public Task<QueueState>? Asked { get; init; }
    }
}
