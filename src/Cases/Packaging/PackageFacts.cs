namespace DsrGateway.Cases.Packaging;

/// <summary>What the package says about the case as a whole.</summary>
internal sealed record PackageFacts
{
    public required string CaseId { get; init; }

    public required string ControllerId { get; init; }

    public required string ControllerName { get; init; }

    /// <summary>How to reach the controller about this answer, as one line. Left out of the page if null.</summary>
    public string? ControllerContact { get; init; }

    /// <summary>fi, sv or en, with or without a region. English if it is none of them.</summary>
    public required string Language { get; init; }

    /// <summary>Access or portability.</summary>
    public required Right Right { get; init; }

    public required DateTimeOffset ReceiveTime { get; init; }

    /// <summary>When this package is made. The offset is the one that the page shows times in.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset? LegalDeadlineTime { get; init; }

    /// <summary>The registers that the case is about; they answer Art. 15(1)(a) to (h).</summary>
    public IReadOnlyList<PackageRegister> Registers { get; init; } = [];

    /// <summary>The controller's own words for data categories; they win over the built-in ones.</summary>
    public IReadOnlyDictionary<string, string> CategoryLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where to complain. The Finnish Data Protection Ombudsman if null.</summary>
    public SupervisoryAuthority? Authority { get; init; }
}

/// <summary>The authority a person can complain to (Art. 77).</summary>
internal sealed record SupervisoryAuthority(string Name, string Contact, Uri Address);
