namespace DsrGateway.Chaos.Checker;

/// <summary>I15, I17: what lies about afterwards.</summary>
internal static class Residues
{
    public static IEnumerable<Violation> Check(Evidence evidence) =>
        [.. evidence.Canaries.Select(c => new Violation("I15", $"a personal value in clear in {c}")), .. evidence.Left.Select(l => new Violation("I17", $"not empty at the end: {l}"))];
}
