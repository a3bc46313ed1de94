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

    /// <summary>As an exchange: a send to a queue would declare it, as another kind than it is.</summary>
    public Uri Address(string controllerId, string systemId) =>
        new($"exchange:{(catalog.AdapterOf(controllerId, systemId) is null ? Dropped : Name(controllerId, systemId))}");
}
