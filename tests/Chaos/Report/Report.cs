using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;

namespace DsrGateway.Chaos.Reporting;

/// <summary>What a campaign was and what it found.</summary>
internal sealed record Report
{
    private const int Examples = 5;

    public int Seed { get; init; }

    public string Commit { get; init; } = "";

    public string Arguments { get; init; } = "";

    public double Seconds { get; init; }

    public int Cases { get; init; }

    public IReadOnlyDictionary<string, int> CasesByEnd { get; init; } = new Dictionary<string, int>();

    public int Calls { get; init; }

    public int Indeterminate { get; init; }

    public int AdapterCalls { get; init; }

    public int DuplicatesAbsorbed { get; init; }

    public int StaleWritesRefused { get; init; }

    public int AnswersLost { get; init; }

    public int StaffRetries { get; init; }

    public int UnaskedEnds { get; init; }

    public int Faults { get; init; }

    public IReadOnlyList<FaultKind> FaultKinds { get; init; } = [];

    public IReadOnlyList<Invariant> Invariants { get; init; } = [];

    public IReadOnlyList<string> TooWeak { get; init; } = [];

    /// <summary>What the campaign itself could not make or put right, after which it made no more faults; null if it went to its end.</summary>
    public string? Halted { get; init; }

    public bool Passed => Halted is null && TooWeak.Count == 0 && Invariants.All(i => i.Broken == 0);

    public static Report Of(Evidence evidence, bool distributed)
    {
        var finals = Effects.Finals(evidence).ToList();
        var broken = Checker.Invariants.Check(evidence).ToLookup(v => v.Invariant);
        return new Report
        {
            Cases = finals.Count,
            CasesByEnd = finals.GroupBy(f => f.State == "Closed" ? f.Conclusion : f.State).ToDictionary(g => g.Key, g => g.Count()),
            Calls = evidence.History.Count,
            Indeterminate = evidence.History.Count(e => e is { Opens: true, IsIndeterminate: true }),
            AdapterCalls = evidence.Ledger.Count,
            DuplicatesAbsorbed = evidence.Ledger.Count(e => e.Kind == LedgerEntry.Repeat),
            StaleWritesRefused = evidence.Fenced,
            StaffRetries = evidence.History.Count(e => e.Call == Observation.Retry),
            Faults = evidence.Faults.Count,
            FaultKinds = [.. evidence.Faults.GroupBy(f => f.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => FaultKind.Of(g.Key, [.. g]))],
            Invariants = [.. Checker.Invariants.All.Select(i => new Invariant(i.Name, i.Meaning, broken[i.Name].Count(), [.. broken[i.Name].Take(Examples).Select(v => v.What)]))],
            TooWeak = [.. Checker.Invariants.Weaknesses(evidence, distributed)],
        };
    }
}

internal sealed record Invariant(string Name, string Meaning, int Broken, IReadOnlyList<string> Evidence);

/// <summary>Recovery: from the healing to the first new answer, of faults that came alone.</summary>
internal sealed record FaultKind(string Kind, int Count, int Measured, double P50, double P99, double Max, int NotRecovered)
{
    public static FaultKind Of(string kind, IReadOnlyList<FaultRecord> faults)
    {
        var seconds = faults.Where(f => !f.Together).Select(f => f.RecoverySeconds).OfType<double>().Order().ToList();
        return new FaultKind(kind, faults.Count, seconds.Count, At(seconds, 0.5), At(seconds, 0.99), At(seconds, 1), faults.Count(f => f.Recovered is null));
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
