using System.Security.Cryptography;
using System.Text.Json.Serialization;
using DsrGateway.AnswerTables;

namespace DsrGateway.Cases;

/// <summary>A case's id: 128 random bits, safe to show and to log, never derived from the person.</summary>
public readonly record struct CaseId(Guid Value)
{
    public static CaseId New() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    public static bool TryParse(string? text, out CaseId id)
    {
        var parsed = Guid.TryParseExact(text, "N", out var value);
        id = new CaseId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("N");
}

/// <summary>A right of the data subject. Numbers equal those of the contract (a test compares them).</summary>
public enum Right
{
    Access = 1, Rectification = 2, Erasure = 3, Restriction = 4, Portability = 5, Objection = 6, WithdrawalOfConsent = 7,
}

/// <summary>Where a case is, as callers see it.</summary>
public enum CaseState
{
    Running = 1, NeedsInformation = 2, WaitingForPerson = 3, Closed = 4, Cancelled = 5,
}

/// <summary>What a closed case comes to. Rows never hold NotConcerned: it is told from the steps, where they are at hand.</summary>
public enum Conclusion
{
    None = 0, Granted = 1, GrantedInPart = 2, Refused = 3, NothingHeld = 4, NotConcerned = 5,
}

/// <summary>What is done with a system at the moment.</summary>
public enum Phase
{
    Locate = 1, Fulfil = 2, Verify = 3,
}

/// <summary>Where a step is. Everything but <see cref="Ended"/> is "not answered yet".</summary>
public enum StepState
{
    Planned = 1, Running = 2, WaitingForAdapter = 3, WaitingForInformation = 4, WaitingForPerson = 5, Ended = 6,
}

/// <summary>Why an open step is not answered yet, or why it failed.</summary>
public enum Problem
{
    None = 0, AdapterUnavailable = 1, AdapterTimeout = 2, AdapterBrokeContract = 3, ResultTooLarge = 4, AdapterRefusedCall = 5, NotSupported = 6,
}

public enum OutcomeKind
{
    Done = 1, NothingHeld = 2, Retained = 3, Refused = 4, Residue = 5, Failed = 6, NotConcerned = 7,
}

/// <summary>Why something is retained or refused; see the contract for the articles.</summary>
public enum Ground
{
    None = 0, ConditionNotMet = 1, NotBasedOnConsent = 2, CannotIdentify = 3, FreedomOfExpression = 4, LegalObligation = 5, PublicHealth = 6,
    Archiving = 7, LegalClaims = 8, RightsOfOthers = 9, NationalLaw = 10, HeldAsProcessor = 11,
}

/// <summary>What became of one data category in one system.</summary>
[JsonConverter(typeof(StoredPartConverter))]
public sealed record OutcomePart(
    string Category, OutcomeKind Kind, long Count = 0, Ground Ground = Ground.None, string Basis = "", string? UntilDate = null, string Place = "");

/// <summary>One correction asked for (Art. 16).</summary>
public sealed record Correction(string Category, string OldValue, string NewValue)
{
    public override string ToString() => $"correction of {Category}";
}

public static class OutcomePartExtensions
{
    /// <summary>In a copy: handed out, and told why it is still kept. It withholds nothing.</summary>
    public static bool IsKeptAndGiven(this OutcomePart part, IReadOnlyList<OutcomePart> parts) =>
        part.Kind == OutcomeKind.Retained && parts.Any(other => other.Kind == OutcomeKind.Done && other.Category == part.Category);
}

public static class RightExtensions
{
    /// <summary>True for rights that look before they act: locate everywhere, fulfil, then verify by another route.</summary>
    public static bool LooksBeforeActing(this Right right) => AnswerTable.LooksBeforeActing(right);

    /// <summary>True for rights whose answer is a copy of data.</summary>
    public static bool HandsOutData(this Right right) => right is Right.Access or Right.Portability;
}
