using System.Collections.Concurrent;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Lets answers to one case that come close together be recorded by one write: who answers while others of the case are being
/// asked in this process waits a moment for them. The last to answer waits for nobody, so the case is never held up.
/// </summary>
internal sealed class AnswerGathering(TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(2);
    private readonly ConcurrentDictionary<CaseId, Group> _groups = new();

    /// <summary>A system begins to be asked.</summary>
    public Member Enter(CaseId id)
    {
        while (true)
        {
            var group = _groups.GetOrAdd(id, _ => new Group());
            lock (group)
            {
                if (!group.IsOver)
                {
                    group.Asked++;
                    return new Member(this, id, group);
                }
            }
        }
    }

    private async Task AnsweredAsync(CaseId id, Group group)
    {
        TaskCompletionSource together;
        lock (group)
        {
            together = group.Together;
            Leave(id, group);
            if (group.Asked == 0)
            {
                return;
            }
        }

        await Task.WhenAny(together.Task, Task.Delay(Moment, clock));
    }

    /// <summary>Under the group's lock.</summary>
    private void Leave(CaseId id, Group group)
    {
        if (--group.Asked == 0)
        {
            group.IsOver = true;
            group.Together.SetResult();
            _groups.TryRemove(new KeyValuePair<CaseId, Group>(id, group));
        }
    }

    internal sealed class Group
    {
        public int Asked { get; set; }

        public bool IsOver { get; set; }

        public TaskCompletionSource Together { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>One asking; it leaves when it is answered, and at the latest when it is disposed of.</summary>
    internal sealed class Member(AnswerGathering gathering, CaseId id, Group group) : IDisposable
    {
        private bool _left;

        /// <summary>Waits for others of the case that are about to answer.</summary>
        public Task AnsweredAsync()
        {
            _left = true;
            return gathering.AnsweredAsync(id, group);
        }

        public void Dispose()
        {
            if (!_left)
            {
                lock (group)
                {
                    gathering.Leave(id, group);
                }
            }
        }
    }
}
