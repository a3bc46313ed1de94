namespace DsrGateway.Chaos.Faults;

/// <summary>Something that goes wrong for a while and is put right again.</summary>
internal abstract class Fault(string kind, string place)
{
    public string Kind => kind;

    /// <summary>What it happens to. Two faults at once never happen to the same.</summary>
    public string Place => place;

    /// <summary>How long it lasts, in seconds.</summary>
    public virtual (double Shortest, double Longest) Seconds => (0.2, 3);

    public abstract Task BreakAsync(Random random);

    public abstract Task HealAsync();
}
