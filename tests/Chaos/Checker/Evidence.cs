using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;

namespace DsrGateway.Chaos.Checker;

/// <summary>All that a campaign is judged by.</summary>
internal sealed record Evidence
{
    public IReadOnlyList<Observation> History { get; init; } = [];

    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    public IReadOnlyList<FaultRecord> Faults { get; init; } = [];

    /// <summary>Seconds from the last healing until the fifth good answer in a row, by instance; null if it never came.</summary>
    public IReadOnlyDictionary<string, double?> Tail { get; init; } = new Dictionary<string, double?>();

    /// <summary>What was not empty at the end: queues and outboxes, with how much.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Files in which a personal value stood in clear.</summary>
    public IReadOnlyList<string> Canaries { get; init; } = [];

    /// <summary>Stale writes that the gateways refused.</summary>
    public int Fenced { get; init; }

    /// <summary>I18: how soon answers have to come again.</summary>
    public double LimitSeconds { get; init; } = 10;

    /// <summary>Cases whose end could not be known, such as those that a restored store never heard of.</summary>
    public IReadOnlySet<string> Excused { get; init; } = new HashSet<string>();
}

/// <summary>An invariant that did not hold, and where it can be seen.</summary>
internal sealed record Violation(string Invariant, string What);
