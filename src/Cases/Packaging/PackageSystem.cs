namespace DsrGateway.Cases.Packaging;

/// <summary>What the package says about one system.</summary>
internal sealed record PackageSystem
{
    public required string SystemId { get; init; }

    public required string SystemName { get; init; }

    public string? RegisterId { get; init; }

    public required StepState State { get; init; }

    public bool ByHand { get; init; }

    public IReadOnlyList<OutcomePart> Parts { get; init; } = [];

    public IReadOnlyList<PackageFoundBy> FoundBy { get; init; } = [];

    /// <summary>Types of identifiers that would single the person out.</summary>
    public IReadOnlyList<string> InformationNeeded { get; init; } = [];
}

/// <summary>How the system was searched. The origin is null if the request gave the identifier.</summary>
internal sealed record PackageFoundBy(string IdentifierType, string? OriginSystemId);
