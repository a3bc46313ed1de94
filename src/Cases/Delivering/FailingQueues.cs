namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Queues that fail while others do not. RabbitMQ closes the connection of whoever uses a queue that lost its processes, or lets its channel wait for
/// seconds, and all queues share both. So such a queue rests, until the broker would serve it; if that does not help, it is tried less and less often, once
/// each time, for the others to be served in between. Where many fail it is the broker, and none rests: when it is back, all are to be served at once. (A
/// circuit breaker, but for that; so none of a library's.)
/// </summary>
/// <param name="ask">What the broker would do with a queue, by another connection; may take seconds, never fails.</param>
/// <param name="clock">For the rests.</param>
internal sealed class FailingQueues(Func<string, Task<QueueState>> ask, TimeProvider clock)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>Who has not failed for so long has perhaps only not been tried.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(15);

    /// <summary>How many of all may fail for one to have failed alone: it takes others along for a moment.</summary>
    private const double Few = 0.25;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Failing> _failing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long? _succeededAt;

    /// <summary>The first failure without an answer; no answer and no success of any since.</summary>
    private long? _allFailSince;

    /// <summary>How many were ever tried.</summary>
    public int Known
    {
        get
        {
            lock (_gate)
            {
                return _known.Count;
            }
        }
    }

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
            var now = clock.GetTimestamp();
            _allFailSince = isAnswered ? null : _allFailSince ?? now;
            var before = _failing.GetValueOrDefault(queue);
            if (since < before?.At)
            {
                // Begun before the failure that is known: the same one.
                return null;
            }

            _known.Add(queue);
            Fails(queue, new Failing(now, Rest(queue, before)));
            return _failing[queue].Rest is var rest && rest > TimeSpan.Zero ? rest : null;
        }
    }

    /// <summary>If none has succeeded or been answered for so long, those that failed since, and recently.</summary>
    public IReadOnlyList<string> AllFail(TimeSpan time)
    {
        lock (_gate)
        {
            return _allFailSince is { } since && clock.GetElapsedTime(since) >= time
                ? [.. _failing.Where(f => f.Value.At >= since && clock.GetElapsedTime(f.Value.At) < Recently).Select(f => f.Key)]
                : [];
        }
    }

    /// <summary>False while it rests; after that true for one, and again after as long a rest.</summary>
    public bool MayTry(string queue)
    {
        lock (_gate)
        {
            if (!_failing.TryGetValue(queue, out var failing) || failing.Rest == TimeSpan.Zero)
            {
                return true;
            }

            if (failing.IsRested)
            {
                Fails(queue, failing with { IsRested = false });
            }

            return failing.IsRested;
        }
    }

    private void Fails(string queue, Failing failing)
    {
        _failing[queue] = failing;
        if (failing.Rest > TimeSpan.Zero)
        {
            _ = EndRestAsync(queue, failing);
        }
    }

    private async Task EndRestAsync(string queue, Failing resting)
    {
        do
        {
            await Task.Delay(resting.Rest, clock);
        }
        while (IsStill(queue, resting) && await ask(queue) == QueueState.NotServed);

        lock (_gate)
        {
            if (IsStill(queue, resting))
            {
                _failing[queue] = resting with { IsRested = true };
            }
        }
    }

    private bool IsStill(string queue, Failing resting)
    {
        lock (_gate)
        {
            return ReferenceEquals(_failing.GetValueOrDefault(queue), resting);
        }
    }

    /// <summary>Longer each time that it fails alone; none where others fail with it; else as long as before.</summary>
    private TimeSpan Rest(string queue, Failing? before)
    {
        if (before is null)
        {
            return TimeSpan.Zero;
        }

        var others = _failing.Where(f => f.Key != queue && f.Value.Rest == TimeSpan.Zero && clock.GetElapsedTime(f.Value.At) < Recently).Select(f => f.Value).ToList();
        var isAlone = _succeededAt > before.At && others.Count <= Math.Max(0, (_known.Count * Few) - 1);
        return isAlone ? Longer(before.Rest) : others.Any(f => f.At > before.At) ? TimeSpan.Zero : before.Rest;
    }

    private static TimeSpan Longer(TimeSpan rest) =>
        rest == TimeSpan.Zero ? ShortestRest : rest * 2 < LongestRest ? rest * 2 : LongestRest;

    /// <param name="At">Its last failure, with no success since.</param>
    /// <param name="Rest">Zero as long as it has not failed alone.</param>
    private sealed record Failing(long At, TimeSpan Rest)
    {
        /// <summary>The rest is over, and nobody has tried since.</summary>
        public bool IsRested { get; init; }
    }
}
