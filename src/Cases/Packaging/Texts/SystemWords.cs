namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>What is said of one system and its data.</summary>
internal sealed record SystemWords
{
    public required string Heading { get; init; }

    public required string WholeSystem { get; init; }

    public required string StateFound { get; init; }

    public required string StateNothing { get; init; }

    public required string StatePart { get; init; }

    public required string StateRefused { get; init; }

    public required string StateFailed { get; init; }

    public required string StateOpen { get; init; }

    public required string OpenExplained { get; init; }

    /// <summary>With the kinds of information, as one list.</summary>
    public required Func<string, string> NeedsInformation { get; init; }

    public required string NothingExplained { get; init; }

    public required string HowFound { get; init; }

    public required string FromRequest { get; init; }

    /// <summary>With the name of the system that an identifier was learnt from.</summary>
    public required Func<string, string> FromSystem { get; init; }

    public required string ByHand { get; init; }

    public required string Category { get; init; }

    public required string Outcome { get; init; }

    public required string Count { get; init; }

    public required string Why { get; init; }

    /// <summary>With the last day.</summary>
    public required Func<string, string> Until { get; init; }

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
