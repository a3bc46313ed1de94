using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos.Checker;

/// <summary>I9, I10: what was told once stands.</summary>
internal static class Finality
{
    public static IEnumerable<Violation> Check(Evidence evidence) => evidence.History
        .Where(e => e.IsOk && e.State.Length > 0 && e.Call != Observation.Probe && !evidence.Excused.Contains(e.Case))
        .GroupBy(e => e.Case).SelectMany(g => OfCase(g.Key, [.. g]));

    private static IEnumerable<Violation> OfCase(string id, List<Observation> seen)
    {
        var finals = seen.Where(e => e.IsFinal).OrderBy(e => e.Got).ToList();
        if (finals.Select(e => (e.State, e.Conclusion, e.Answer)).Distinct().Count() > 1)
        {
            yield return new Violation("I9", $"case {id} had {finals.Select(e => (e.State, e.Conclusion, e.Answer)).Distinct().Count()} different ends");
        }

        if (finals.Count > 0 && seen.FirstOrDefault(e => !e.IsFinal && e.Sent > finals[0].Got) is { } after)
        {
            yield return new Violation("I9", $"case {id} was {finals[0].State}, and {after.State} later");
        }

        // Calls that overlapped may be told in any order.
        var highest = 0L;
        var answered = new PriorityQueue<Observation, long>(seen.Select(e => (e, e.Got)));
        foreach (var entry in seen.OrderBy(e => e.Sent))
        {
            while (answered.TryPeek(out var earlier, out var got) && got < entry.Sent)
            {
                highest = Math.Max(highest, earlier.Revision);
                answered.Dequeue();
            }

            if (entry.Revision < highest)
            {
                yield return new Violation("I10", $"case {id} had revision {highest}, and {entry.Instance} told {entry.Revision} later");
                yield break;
            }
        }
    }
}
