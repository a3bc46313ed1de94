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

    /// <summary>Only where there are files.</summary>
    public required string DataIsInFiles { get; init; }

    /// <summary>Only where there are none.</summary>
    public required string NoDataInFiles { get; init; }

    public required string CaseNumber { get; init; }

    public required string Right { get; init; }

    public required string AccessRight { get; init; }

    public required string PortabilityRight { get; init; }

    public required string Received { get; init; }

    public required string Created { get; init; }

    public required string Summary { get; init; }

    /// <summary>What a number of systems, records, files is called.</summary>
    public required Func<long, string> Systems { get; init; }

    public required Func<long, string> RecordsFound { get; init; }

    public required Func<long, string> FilesFound { get; init; }

    public required string NotAnsweredYet { get; init; }

    public required CompletenessWords Completeness { get; init; }

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

    public required AboutWords About { get; init; }

    public required string Footer { get; init; }
}

/// <summary>How much of the answer this is; exactly one of the first six is said.</summary>
internal sealed record CompletenessWords
{
    /// <summary>Finished, all given, and something was found.</summary>
    public required string All { get; init; }

    /// <summary>Finished, and nothing was found by access.</summary>
    public required string Nothing { get; init; }

    /// <summary>Finished, and nothing that portability covers.</summary>
    public required string NothingCovered { get; init; }

    /// <summary>Finished, and not all is in these files.</summary>
    public required string Part { get; init; }

    /// <summary>With the number of systems without an outcome.</summary>
    public required Func<int, string> Open { get; init; }

    /// <summary>Every system has its outcome and the case is not closed.</summary>
    public required string Closing { get; init; }

    /// <summary>With the last day, if it is still to come.</summary>
    public required Func<string, string> Deadline { get; init; }

    /// <summary>With the last day, if it has passed.</summary>
    public required Func<string, string> Overdue { get; init; }
}

/// <summary>What the files are, each said only where there are such files.</summary>
internal sealed record AboutWords
{
    public required string Json { get; init; }

    public required string Csv { get; init; }

    public required string Codes { get; init; }

    public required string Manifest { get; init; }

    public required string Keep { get; init; }
}
