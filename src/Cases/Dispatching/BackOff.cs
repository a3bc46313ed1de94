namespace DsrGateway.Cases.Dispatching;

/// <summary>How long a step waits for its adapter.</summary>
internal static class BackOff
{
    /// <summary>Twice as long each time, up to the limit; the last fifth is by chance so that waiting steps do not come in step.</summary>
    public static TimeSpan Delay(DispatchOptions options, int failures)
    {
        var delay = options.FirstDelay * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        var capped = delay < options.MaxDelay ? delay : options.MaxDelay;
#pragma warning disable CA5394 // Jitter is no secret.
        return capped * (0.8 + (0.2 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }
}
