using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging.Texts;

/// <summary>The head of the page, the summary, and what frames them.</summary>
internal sealed record PageWords
{
    public required string SkipLink { get; init; }

    public required string AccessTitle { get; init; }

    public required string PortabilityTitle { get; init; }

    public required string AccessIntroduction { get; init; }

    public required string PortabilityIntroduction { get; init; }

    public required string CaseNumber { get; init; }

    public required string Right { get; init; }

    public required string AccessRight { get; init; }

    public required string PortabilityRight { get; init; }

    public required string Received { get; init; }

    public required string Created { get; init; }

    public required string Summary { get; init; }

    public required string SystemsAsked { get; init; }

    public required string RecordsFound { get; init; }

    public required string FilesFound { get; init; }

    public required string NotAnsweredYet { get; init; }

    public required string Complete { get; init; }

    /// <summary>With the number of systems that have not answered, and the legal deadline if it is known.</summary>
    public required Func<int, string?, string> Incomplete { get; init; }

    public required string System { get; init; }

    public required string Result { get; init; }

    public required string Records { get; init; }

    public required string Files { get; init; }

    public required string HowDataIsUsed { get; init; }

    public required string Purposes { get; init; }

    public required string LegalBases { get; init; }

    public required IReadOnlyDictionary<LegalBasis, string> LegalBasisNames { get; init; }

    public required string Recipients { get; init; }

    public required string Sources { get; init; }

    public required string Retention { get; init; }

    public required string Transfers { get; init; }

    public required string AutomatedDecisions { get; init; }

    public required string Notice { get; init; }

    public required string AboutPackage { get; init; }

    public required IReadOnlyList<string> AboutPackageLines { get; init; }

    public required string Footer { get; init; }
}
