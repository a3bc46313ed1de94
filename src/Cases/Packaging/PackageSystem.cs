namespace DsrGateway.Cases.Packaging;

/// <summary>What the package says about one system.</summary>
internal sealed record PackageSystem
{
    public required string SystemId { get; init; }

    public required string SystemName { get; init; }

    public string? RegisterId { get; init; }

    public required StepState State { get; init; }

    public bool ByHand { get; init; }

    /// <summary>A search was answered; asking alone is none.</summary>
    public bool IsSearched { get; init; }

    /// <summary>A member of staff recorded the outcome.</summary>
    public bool IsByStaff { get; init; }

    /// <summary>Data or files of it are in the package.</summary>
    public bool HasResult { get; init; }

    /// <summary>The controller's words for collections and fields.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<OutcomePart> Parts { get; init; } = [];

    /// <summary>Empty if the system was not searched.</summary>
    public IReadOnlyList<PackageFoundBy> FoundBy { get; init; } = [];

    /// <summary>Types of identifiers that would allow a search or single the person out; one of them may be enough.</summary>
    public IReadOnlyList<string> InformationNeeded { get; init; } = [];
}

/// <summary>How the system was searched. The origin is null if the request gave the identifier.</summary>
internal sealed record PackageFoundBy(string IdentifierType, string? OriginSystemId);
