namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>What the person can do next (Art. 12(4), 15(1)(e) and (f)).</summary>
internal sealed record RightsWords
{
    public required string Heading { get; init; }

    public required string Introduction { get; init; }

    public required IReadOnlyList<string> Rights { get; init; }

    public required string Contact { get; init; }

    public required string ComplaintHeading { get; init; }

    public required string Complaint { get; init; }

    public required string Court { get; init; }
}
