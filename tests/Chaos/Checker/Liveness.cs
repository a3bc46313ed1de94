namespace DsrGateway.Chaos.Checker;

/// <summary>I18: what was put right works again, soon.</summary>
internal static class Liveness
{
    public static IEnumerable<Violation> Check(Evidence evidence) =>
    [
        .. evidence.Tail.Where(t => !(t.Value <= evidence.LimitSeconds)).Select(t => new Violation("I18", $"{t.Key}: {(t.Value is { } s ? $"five good answers in a row only after {s:F1} s" : "no five good answers in a row")}")),
        .. evidence.Faults.Where(f => f.InVain || f.RecoverySeconds > evidence.LimitSeconds)
            .Select(f => new Violation("I18", f.InVain ? $"no new answer after {f.Kind}" : $"the first new answer after {f.Kind} came after {f.RecoverySeconds:F1} s")),
    ];
}
