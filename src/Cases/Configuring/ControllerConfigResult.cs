namespace DsrGateway.Cases.Configuring;

/// <summary>The controllers whose files have no fault, in the order of the files, and every fault of all files.</summary>
public sealed record ControllerConfigResult(IReadOnlyList<ControllerConfig> Controllers, IReadOnlyList<ConfigurationFault> Faults)
{
    /// <summary>Whether the set may be used. One bad file refuses all: half a configuration would leave systems out of a case unseen.</summary>
    public bool IsValid => Faults.Count == 0;
}
