namespace DsrGateway.Cases.Delivering;

/// <summary>The queues: one for each system, so that a system that is slow holds up its own steps alone.</summary>
internal sealed class StepQueues(ControllerCatalog catalog, CasesOptions options)
{
    private readonly string _prefix = options.Distributed.QueuePrefix;

    /// <summary>Where the reconciler's finds go.</summary>
    public string Cases => _prefix + "cases";

    /// <summary>Where open cases ask systems that the configuration does not name any more.</summary>
    public string Dropped => _prefix + "step";

    public string Name(string controllerId, string systemId) => $"{_prefix}step.{controllerId}.{systemId}";

    /// <summary>The one by which the system is asked now.</summary>
    public string Asked(string controllerId, string systemId) => catalog.FindAsked(controllerId, systemId) is null ? Dropped : Name(controllerId, systemId);
}
