namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>What is said of one system and its data.</summary>
internal sealed record SystemWords
{
    public required string Heading { get; init; }

    public required string WholeSystem { get; init; }

    /// <summary>Two words for what a system's answer comes to.</summary>
    public required IReadOnlyDictionary<SystemStatus, string> Status { get; init; }

    public required string NotAnswered { get; init; }

    public required string AwaitsStaff { get; init; }

    /// <summary>Something failed and staff have been asked to look.</summary>
    public required string FailedStaffLook { get; init; }

    public required string SeveralMatch { get; init; }

    public required string NotSearchedYet { get; init; }

    public required string NotSearched { get; init; }

    /// <summary>With types of identifiers: while the case is open, and after it.</summary>
    public required Func<string, string> GiveNow { get; init; }

    public required Func<string, string> GiveAnew { get; init; }

    /// <summary>An adapter searched: by access, and by portability.</summary>
    public required string SearchedNothing { get; init; }

    public required string SearchedNothingCovered { get; init; }

    public required string StaffAnswered { get; init; }

    public required string HowFound { get; init; }

    public required string FromRequest { get; init; }

    /// <summary>With the name of the system that an identifier was learnt from.</summary>
    public required Func<string, string> FromSystem { get; init; }

    public required string Category { get; init; }

    public required string Outcome { get; init; }

    public required string Count { get; init; }

    public required string Why { get; init; }

    /// <summary>With the last day.</summary>
    public required Func<string, string> Until { get; init; }

    /// <summary>With the last day, if it has passed: whether it is kept today, only the system knows.</summary>
    public required Func<string, string> UntilPassed { get; init; }

    public required string Basis { get; init; }

    public required string Data { get; init; }

    public required string Files { get; init; }

    /// <summary>With the number as text, and whether it is one.</summary>
    public required Func<string, bool, string> RecordCount { get; init; }

    public required Func<string, string> MoreInFolder { get; init; }

    public required string Show { get; init; }

    public required string TooLarge { get; init; }

    public required string NotLinked { get; init; }

    public required string EmptyValue { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }
}

/// <summary>What became of a data category.</summary>
internal sealed record OutcomeWords
{
    public required string Given { get; init; }

    /// <summary>Done, but nothing of it is in the package: staff answered in another way.</summary>
    public required string GivenElsewhere { get; init; }

    public required string NothingHeld { get; init; }

    public required string NotConcerned { get; init; }

    public required string Retained { get; init; }

    /// <summary>It is in the copy, and this line says why it is still there.</summary>
    public required string KeptAndGiven { get; init; }

    public required string Refused { get; init; }

    public required string Residue { get; init; }

    public required string Failed { get; init; }
}
