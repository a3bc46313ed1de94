namespace DsrGateway.Chaos.Faults;

/// <summary>A fault that was made.</summary>
/// <param name="Broke">When it began, in milliseconds since 1970.</param>
/// <param name="Healed">When it was put right.</param>
/// <param name="Recovered">When the first case begun after that had its final answer; null if none had within the time waited.</param>
/// <param name="InVain">All the time there is for it was waited, and none came; false too if the campaign ended meanwhile.</param>
/// <param name="Together">It overlapped with another.</param>
internal sealed record FaultRecord(string Kind, string Place, long Broke, long Healed, long? Recovered, bool InVain, bool Together)
{
    public double? RecoverySeconds => (Recovered - Healed) / 1000.0;
}
