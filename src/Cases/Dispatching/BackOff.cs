namespace DsrGateway.Cases.Dispatching;

/// <summary>How long a step waits for its adapter, or a callback for its portal.</summary>
internal static class BackOff
{
    /// <inheritdoc cref="Delay(TimeSpan, TimeSpan, int)"/>
    public static TimeSpan Delay(DispatchOptions options, int failures) => Delay(options.FirstDelay, options.MaxDelay, failures);

    /// <summary>Twice as long each time, up to the limit; the last fifth is by chance so that those who wait do not come in step.</summary>
    public static TimeSpan Delay(TimeSpan first, TimeSpan longest, int failures)
    {
        var delay = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        var capped = delay < longest ? delay : longest;
#pragma warning disable CA5394 // Jitter is no secret.
        return capped * (0.8 + (0.2 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }
}
