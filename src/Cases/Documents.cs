using System.Text.Json.Serialization;
using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases;

/// <summary>What a case knows of the person and the request. Stored only sealed.</summary>
public sealed record CaseDocument
{
    public required IReadOnlyList<Identifier> Identifiers { get; init; }
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];
}

/// <summary>What a step knows of the person and the outcome. Stored only sealed.</summary>
public sealed record StepDocument
{
    /// <summary>What the system was asked with in its last search.</summary>
    public IReadOnlyList<AskedIdentifier> Asked { get; init; } = [];
    /// <summary>How often the system was searched.</summary>
    public int Searches { get; init; }
    /// <summary>Who was found; null before the system answered.</summary>
    public Selection? Selection { get; init; }
    /// <summary>What Fulfil would do, told by Locate.</summary>
    public IReadOnlyList<OutcomePart> Forecast { get; init; } = [];
    /// <summary>What Fulfil said it did, before Verify looked.</summary>
    public IReadOnlyList<OutcomePart> Fulfilled { get; init; } = [];
    /// <summary>What stands, for callers to see.</summary>
    public IReadOnlyList<OutcomePart> Parts { get; init; } = [];
    /// <summary>Types that would allow or narrow the search.</summary>
    public IReadOnlyList<string> InformationNeeded { get; init; } = [];
    /// <summary>The attempt whose pieces are the result; null if there is none.</summary>
    public Guid? ResultAttempt { get; init; }
    /// <summary>Why it failed or waits; none in what was stored before there were rules.</summary>
    public StepRule Rule { get; init; }
    /// <summary>What the system said, kept aside until a person has looked at it; nothing follows from it before. Null if nothing is in doubt.</summary>
    public Doubt? Doubt { get; init; }
    /// <summary>Subjects that a person took for the case's; null if nobody had to.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }
    /// <summary>What proves a step done by hand, in the words of who did it.</summary>
    public string Evidence { get; init; } = "";
}

/// <summary>An identifier a system was searched by, and the system that yielded it (empty: the request).</summary>
public sealed record AskedIdentifier(Identifier Identifier, string OriginSystemId);

/// <summary>An identifier a search learnt. Only unique ones are searched by elsewhere.</summary>
public sealed record LearntIdentifier(Identifier Identifier, bool Unique);

/// <summary>What a search for a person came to; see the contract.</summary>
public sealed record Selection
{
    public static readonly Selection Nobody = new();

    public IReadOnlyList<string> SubjectRefs { get; init; } = [];
    public IReadOnlyList<LearntIdentifier> Learnt { get; init; } = [];
    public IReadOnlyList<string> MatchedBy { get; init; } = [];
    public int Candidates { get; init; }
    public IReadOnlyList<string> InformationNeeded { get; init; } = [];
}

/// <summary>Why an answer may be about more than one person.</summary>
public enum DoubtReason
{
    None = 0, TooManySubjects = 1, TooManyIdentifiers = 2, ContradictingRecords = 3, ContradictingIdentifiers = 4,
}

/// <summary>
/// An answer that may be about more than one person. It stands apart from what is known of the step, so that processes of before, which know
/// no doubt, neither search by it nor hand it out.
/// </summary>
/// <param name="Parts">What is to stand if a person accepts it: the forecast of a search, the outcome of an act.</param>
/// <param name="ResultAttempt">As <see cref="StepDocument.ResultAttempt"/>.</param>
public sealed record Doubt(DoubtReason Reason, Selection Selection, IReadOnlyList<OutcomePart> Parts, Guid? ResultAttempt);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CaseDocument))]
[JsonSerializable(typeof(StepDocument))]
[JsonSerializable(typeof(StoredPart))]
[JsonSerializable(typeof(Orchestrating.OperationCommand))]
internal sealed partial class DocumentJson : JsonSerializerContext;
