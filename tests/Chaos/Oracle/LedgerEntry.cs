namespace DsrGateway.Chaos.Oracle;

/// <summary>What a target saw: an operation's first call is its effect, every other a repeat.</summary>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Command">SHA-256 of the whole step context: a repeat must say exactly the same.</param>
/// <param name="Answer">What the target answered, as "KIND count" with commas between; every repeat is told the same.</param>
internal sealed record LedgerEntry(
    long At, string Adapter, string Operation, string Phase, string Controller, string System, string Case, string Right, string Kind, string Command, string Answer)
{
    public const string Effect = "effect";
    public const string Repeat = "repeat";
}
