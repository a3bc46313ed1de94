namespace DsrGateway.Cases.Configuring;

/// <summary>A set of processing as one privacy notice describes it (GDPR Art. 13, 14, 30).</summary>
public sealed record RegisterConfig
{
    /// <summary>Unique within the controller.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null: the file says nothing.</summary>
    public RegisterInformation? Information { get; init; }

    public required IReadOnlyList<SystemConfig> Systems { get; init => field = EqualList.Of(value); }
}
