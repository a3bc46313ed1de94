namespace DsrGateway.Cases;

internal static class Instants
{
    /// <summary>Now, to the millisecond, as every store keeps it: what is told before it was read back equals what is read.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().Floor();

    public static DateTimeOffset Floor(this DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
