namespace DsrGateway.Cases.Configuring;

/// <summary>
/// A kind of identifier. Only a unique one may lead a search on to other systems: a name or a shared telephone would blur people.
/// </summary>
public sealed record IdentifierTypeConfig
{
    public required string Type { get; init; }

    public required bool Unique { get; init; }
}
