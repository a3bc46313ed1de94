namespace DsrGateway.Cases.Delivering;

/// <summary>The queue of each system.</summary>
internal sealed class StepQueues(ControllerCatalog catalog)
{
    /// <summary>Where open cases ask systems that the configuration does not name any more.</summary>
    public const string Dropped = "dsr.step";

    public static string Name(string controllerId, string systemId) => $"dsr.step.{controllerId}.{systemId}";

    /// <summary>As an exchange: a send to a queue would declare it, as another kind than it is.</summary>
    public Uri Address(string controllerId, string systemId) =>
        new($"exchange:{(catalog.AdapterOf(controllerId, systemId) is null ? Dropped : Name(controllerId, systemId))}");
}
