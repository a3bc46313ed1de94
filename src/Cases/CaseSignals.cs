using System.Collections.Concurrent;
using DsrGateway.Cases.Reading;

namespace DsrGateway.Cases;

/// <summary>
/// Wakes those who wait for a case in this process. It carries no truth: whoever is woken reads the store, and whoever
/// misses a signal is woken by the next, or gives up at its deadline.
/// </summary>
public sealed class CaseSignals
{
    private readonly ConcurrentDictionary<CaseId, Waiters> _waiting = new();
    private readonly Waiters _anybody = new();

    /// <summary>Completes when the next case is decided on. Take it before reading, await it after.</summary>
    public Task NextDecision => _anybody.Next;

    /// <summary>Raised for every change of any case, with its state where that is known, by whoever tells it: a handler only notes it.</summary>
    public event Action<CaseState?>? Told;

    /// <summary>A case was written; <paramref name="state"/> is its state where the writer knows it.</summary>
    public void Changed(CaseId id, CaseState? state = null) => Changed(id, state, null);

    /// <summary>A case was written here; whoever waits for it is given it as <paramref name="view"/> and need not read what was just written.</summary>
    internal void Changed(CaseId id, CaseState? state, Func<CaseView>? view)
    {
        if (_waiting.TryGetValue(id, out var waiters))
        {
            waiters.Wake(state is not (null or CaseState.Running), view);
        }

        if (state is not null)
        {
            _anybody.Wake(settled: false, view: null);
        }

        Told?.Invoke(state);
    }

    /// <summary>Any case may have been written, and what was told of it was missed: everybody looks.</summary>
    public void ChangedAll()
    {
        foreach (var waiters in _waiting.Values)
        {
            waiters.Wake(settled: true, null);
        }

        _anybody.Wake(settled: false, view: null);
        Told?.Invoke(null);
    }

    /// <summary>Registers before the first read, so that no change falls between reading and waiting.</summary>
    public Subscription Subscribe(CaseId id)
    {
        while (true)
        {
            var waiters = _waiting.GetOrAdd(id, _ => new Waiters());
            if (waiters.TryEnter())
            {
                return new Subscription(this, id, waiters);
            }
        }
    }

    private void Leave(CaseId id, Waiters waiters)
    {
        if (waiters.Leave())
        {
            _waiting.TryRemove(new KeyValuePair<CaseId, Waiters>(id, waiters));
        }
    }

    public sealed class Subscription : IDisposable
    {
        private readonly CaseSignals _signals;
        private readonly CaseId _id;
        private readonly Waiters _waiters;

        internal Subscription(CaseSignals signals, CaseId id, object waiters) =>
            (_signals, _id, _waiters) = (signals, id, (Waiters)waiters);

        /// <summary>Completes at the next change. Take it before reading, await it after.</summary>
        public Task NextChange => _waiters.Next;

        public CaseId CaseId => _id;

        /// <summary>
        /// Completes when nothing more happens by itself, with the case as it was written if it was written here. Take it
        /// before reading, await it after.
        /// </summary>
        internal Task<CaseView?> NextSettled => _waiters.NextSettled;

        public void Dispose() => _signals.Leave(_id, _waiters);
    }

    private sealed class Waiters
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource<CaseView?> _next = New();
        private TaskCompletionSource<CaseView?> _settled = New();
        private int _count;
        private bool _gone;

        public Task Next
        {
            get
            {
                lock (_gate)
                {
                    return _next.Task;
                }
            }
        }

        public Task<CaseView?> NextSettled
        {
            get
            {
                lock (_gate)
                {
                    return _settled.Task;
                }
            }
        }

        public bool TryEnter()
        {
            lock (_gate)
            {
                _count += _gone ? 0 : 1;
                return !_gone;
            }
        }

        /// <summary>True for the last one out, who turns off the light.</summary>
        public bool Leave()
        {
            lock (_gate)
            {
                return _gone = --_count == 0;
            }
        }

        public void Wake(bool settled, Func<CaseView>? view)
        {
            lock (_gate)
            {
                _next.TrySetResult(null);
                _next = New();
                if (settled)
                {
                    _settled.TrySetResult(view?.Invoke());
                    _settled = New();
                }
            }
        }

        private static TaskCompletionSource<CaseView?> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
