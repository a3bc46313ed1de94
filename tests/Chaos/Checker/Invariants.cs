namespace DsrGateway.Chaos.Checker;

/// <summary>What must hold after every campaign.</summary>
internal static class Invariants
{
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("I1", "every acknowledged request reaches exactly one final state"),
        ("I2", "nothing is executed that nobody asked for"),
        ("I3", "a repeated request id is one case"),
        ("I4", "every operation has its effect once, every required step its operations, a cancelled case none"),
        ("I5", "a repeated call carries the identical command"),
        ("I7", "the answer is the fold of what the systems said, each system once"),
        ("I8", "never complete before every required system has confirmed"),
        ("I9", "a final state stays"),
        ("I10", "what was read once is never unread: revisions do not go back"),
        ("I13", "an answer comes within the call's deadline"),
        ("I15", "no personal value in clear in logs, databases or the broker's data"),
        ("I17", "outboxes and queues drain"),
        ("I18", "answers come again soon: from each instance after the last healing, and after every fault"),
    ];

    public static IReadOnlyList<Violation> Check(Evidence evidence) =>
    [
        .. Requests.Check(evidence),
        .. Effects.Check(evidence),
        .. Answers.Check(evidence),
        .. Finality.Check(evidence),
        .. Residues.Check(evidence),
        .. Liveness.Check(evidence),
    ];

    /// <summary>Why the campaign proves little, whatever held.</summary>
    public static IEnumerable<string> Weaknesses(Evidence evidence, bool distributed)
    {
        if (!evidence.Ledger.Any(e => e.Kind == Oracle.LedgerEntry.Repeat))
        {
            yield return "no adapter was ever called twice for one operation";
        }

        if (!evidence.History.Any(e => e is { Opens: true, IsIndeterminate: true }))
        {
            yield return "no request was ever left without an answer";
        }

        if (distributed && evidence.Fenced == 0)
        {
            yield return "no stale write was ever refused";
        }
    }
}
