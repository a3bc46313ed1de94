namespace DsrGateway.Cases.Storage;

/// <summary>How long something may stay without a sign of life before the reconciler looks at it.</summary>
internal static class Leases
{
    /// <summary>A case whose next saga message is on its way.</summary>
    public static readonly TimeSpan Case = TimeSpan.FromSeconds(5);

    /// <summary>What an attempt may take beyond the system's own time limit.</summary>
    public static readonly TimeSpan StepMargin = TimeSpan.FromSeconds(10);

    public static TimeSpan Step(TimeSpan systemTimeout) => systemTimeout + systemTimeout + StepMargin;
}
