using System.Collections.Concurrent;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Lets answers to one case that come close together be written at once: who answers while others of the case are being asked
/// in this process waits a moment for them. The last to answer waits for nobody and takes along all who wait, so the case is
/// never held up.
/// </summary>
internal sealed class AnswerGathering<TAnswer>(TimeProvider clock)
{
    private static readonly TimeSpan ShortestMoment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestMoment = TimeSpan.FromMilliseconds(25);
    private readonly ConcurrentDictionary<CaseId, Group> _groups = new();
    private readonly TimeProvider _clock = clock;

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

    /// <summary>As long as the asking itself took, within limits: who is quick need not wait for the slow.</summary>
    private TimeSpan Moment(long since)
    {
        var took = _clock.GetElapsedTime(since);
        return took < ShortestMoment ? ShortestMoment : took > LongestMoment ? LongestMoment : took;
    }

    internal sealed class Group
    {
        public int Asked { get; set; }

        public bool IsOver { get; set; }

        public List<Waiting> Waiting { get; } = [];
    }

    internal sealed record Waiting(TAnswer Answer)
    {
        /// <summary>Completes with the write of whoever takes it along.</summary>
        public TaskCompletionSource<Task> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>One asking; it leaves when it is answered, and at the latest when it is disposed of.</summary>
    internal sealed class Member(AnswerGathering<TAnswer> gathering, CaseId id, Group group) : IDisposable
    {
        private readonly long _since = gathering._clock.GetTimestamp();
        private bool _left;

        /// <summary>
        /// Writes the answer, alone or with others of the case; done when it is written. Gives what the write gave, and false
        /// where another one's write was its write too.
        /// </summary>
        public async Task<bool> WriteAsync(TAnswer answer, Func<IReadOnlyList<TAnswer>, Task<bool>> write)
        {
            var mine = new Waiting(answer);
            return Answered(mine) is { } others
                ? await TakeAlongAsync(others, answer, write)
                : !await IsTakenAsync(mine) && await write([answer]);
        }

        public void Dispose()
        {
            if (!_left)
            {
                // Who waits for this one writes alone when the moment is over.
                lock (group)
                {
                    Leave();
                }
            }
        }

        /// <summary>Those who wait, for the last one to take along; null for anybody else, who waits now.</summary>
        private List<Waiting>? Answered(Waiting mine)
        {
            lock (group)
            {
                if (!Leave())
                {
                    group.Waiting.Add(mine);
                    return null;
                }

                List<Waiting> others = [.. group.Waiting];
                group.Waiting.Clear();
                return others;
            }
        }

        /// <summary>Under the group's lock. True for the last one.</summary>
        private bool Leave()
        {
            _left = true;
            group.IsOver = --group.Asked == 0;
            return group.IsOver && gathering._groups.TryRemove(new KeyValuePair<CaseId, Group>(id, group));
        }

        private static async Task<bool> TakeAlongAsync(List<Waiting> others, TAnswer answer, Func<IReadOnlyList<TAnswer>, Task<bool>> write)
        {
            var writing = write([.. others.Select(w => w.Answer), answer]);
            others.ForEach(w => w.Taken.SetResult(writing));
            return await writing;
        }

        private async Task<bool> IsTakenAsync(Waiting mine)
        {
            using var over = new CancellationTokenSource();
            await Task.WhenAny(mine.Taken.Task, Task.Delay(gathering.Moment(_since), gathering._clock, over.Token));
            await over.CancelAsync();
            lock (group)
            {
                if (group.Waiting.Remove(mine))
                {
                    return false;
                }
            }

            await await mine.Taken.Task;
            return true;
        }
    }
}
