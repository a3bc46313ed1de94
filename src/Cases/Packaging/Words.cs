namespace DsrGateway.Cases.Packaging;

// The words of protos/dsr/v1/case.proto that a package speaks of, under the same names. Where DsrGateway.Cases declares
// these enums itself, this file goes and nothing else changes.

internal enum Right { Unspecified, Access, Rectification, Erasure, Restriction, Portability, Objection, WithdrawalOfConsent }

internal enum StepState { Unspecified, Planned, Running, WaitingForAdapter, WaitingForInformation, WaitingForPerson, Ended }

internal enum OutcomeKind { Unspecified, Done, NothingHeld, Retained, Refused, Residue, Failed }

internal enum Ground
{
    Unspecified,
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
