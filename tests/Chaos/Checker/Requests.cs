using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos.Checker;

/// <summary>I1, I2, I3, I13: requests and cases belong together one to one.</summary>
internal static class Requests
{
    private const int GraceMilliseconds = 1000;
    private const int DeadlineMilliseconds = 5000;

    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var requests = evidence.History.Where(e => e.Call != Observation.Probe).GroupBy(e => e.Request).ToList();
        return [.. requests.SelectMany(r => OfRequest(r.Key, [.. r], evidence)), .. Invented(evidence, requests), .. Shared(evidence), .. Late(evidence)];
    }

    private static IEnumerable<Violation> OfRequest(string request, List<Observation> calls, Evidence evidence)
    {
        var cases = calls.Where(c => c.IsOk && c.Case.Length > 0).Select(c => c.Case).Distinct().ToList();
        if (cases.Count > 1)
        {
            yield return new Violation("I3", $"request {request} is the cases {string.Join(", ", cases)}");
        }

        if (!calls.Any(c => c is { Opens: true, IsOk: true }) || cases.Any(evidence.Excused.Contains))
        {
            yield break;
        }

        var finals = calls.Where(c => c is { IsOk: true, IsFinal: true }).Select(c => c.State).Distinct().ToList();
        if (finals.Count != 1)
        {
            var last = calls.LastOrDefault(c => c.IsOk && c.State.Length > 0)?.State;
            yield return new Violation("I1", $"request {request} (case {cases[0]}) has {finals.Count} final states: {string.Join(", ", finals)}; last seen {last}");
        }
    }

    private static IEnumerable<Violation> Invented(Evidence evidence, List<IGrouping<string, Observation>> requests)
    {
        var known = evidence.History.Select(e => e.Case).ToHashSet(StringComparer.Ordinal);
        var unknown = evidence.Ledger.Select(e => e.Case).Where(c => !known.Contains(c)).Distinct().ToList();
        // A request that was given up may have become a case nobody knows the name of.
        var nameless = requests.Count(r => !r.Any(c => c is { Opens: true, IsOk: true }));
        return unknown.Count > nameless ? [new Violation("I2", $"{unknown.Count} cases at the adapters that no client knows, such as {unknown[0]}; {nameless} requests were given up")] : [];
    }

    private static IEnumerable<Violation> Shared(Evidence evidence) => evidence.History
        .Where(e => e.IsOk && e.Case.Length > 0 && e.Call != Observation.Probe).GroupBy(e => e.Case)
        .Where(g => g.Select(e => e.Request).Distinct().Count() > 1)
        .Select(g => new Violation("I3", $"case {g.Key} answers {g.Select(e => e.Request).Distinct().Count()} requests"));

    private static IEnumerable<Violation> Late(Evidence evidence) => evidence.History
        .Where(e => e is { Call: Observation.Execute, IsOk: true } && e.Got - e.Sent > DeadlineMilliseconds + GraceMilliseconds)
        .Select(e => new Violation("I13", $"request {e.Request} was answered after {e.Got - e.Sent} ms"));
}
