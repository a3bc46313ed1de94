namespace DsrGateway.Cases.Packaging;

/// <summary>What the package says about the case as a whole.</summary>
internal sealed record PackageFacts
{
    public required string CaseId { get; init; }

    public required string ControllerId { get; init; }

    public required string ControllerName { get; init; }

    /// <summary>How to reach the controller about this answer, as one line. Left out of the page if null.</summary>
    public string? ControllerContact { get; init; }

    /// <summary>ISO 3166-1 code of the controller's establishment: whose authority, whose date form.</summary>
    public string Country { get; init; } = "FI";

    /// <summary>fi, sv or en, with or without a region. English if it is none of them.</summary>
    public required string Language { get; init; }

    /// <summary>Access or portability.</summary>
    public required Right Right { get; init; }

    /// <summary>Where the case is: what is still to come hangs on it.</summary>
    public required CaseState State { get; init; }

    /// <summary>The offset of this and the other times is the one that the page shows them in: the country's.</summary>
    public required DateTimeOffset ReceiveTime { get; init; }

    /// <summary>When this package is made.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset? LegalDeadlineTime { get; init; }

    /// <summary>The registers that the case is about; they answer Art. 15(1)(a) to (h).</summary>
    public IReadOnlyList<PackageRegister> Registers { get; init; } = [];

    /// <summary>The controller's own words for data categories; they win over the built-in ones.</summary>
    public IReadOnlyDictionary<string, string> CategoryLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where to complain. The country's authority if null.</summary>
    public SupervisoryAuthority? Authority { get; init; }

    /// <summary>A package can be taken while the case goes on, and then nothing may be said of how it ends.</summary>
    public bool IsOver => State is CaseState.Closed or CaseState.Cancelled;
}

/// <summary>The authority a person can complain to (Art. 77).</summary>
internal sealed record SupervisoryAuthority(string Name, string Contact, Uri Address);
