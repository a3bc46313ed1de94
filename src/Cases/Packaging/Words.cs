namespace DsrGateway.Cases.Packaging;

// The words of the case model that a package speaks of, under the names they have there. Where DsrGateway.Cases declares
// them, this file goes and nothing else changes.

internal enum Right { Access = 1, Rectification, Erasure, Restriction, Portability, Objection, WithdrawalOfConsent }

internal enum StepState { Planned = 1, Running, WaitingForAdapter, WaitingForInformation, WaitingForPerson, Ended }

internal enum OutcomeKind { Done = 1, NothingHeld, Retained, Refused, Residue, Failed }

internal enum Ground
{
    None,
    ConditionNotMet,
    NotBasedOnConsent,
    CannotIdentify,
    FreedomOfExpression,
    LegalObligation,
    PublicHealth,
    Archiving,
    LegalClaims,
    RightsOfOthers,
    NationalLaw,
    HeldAsProcessor,
}

internal sealed record OutcomePart(
    string Category,
    OutcomeKind Kind,
    long Count = 0,
    Ground Ground = Ground.None,
    string Basis = "",
    string? UntilDate = null,
    string Place = "");
