namespace DsrGateway.Cases;

/// <summary>
/// Why a step failed or waits: one rule, from a vocabulary that is closed, so that it can stand in answers, histories and logs. The contract's
/// Rule has the same names and numbers; docs/rules.md says what to do about each. The numbers are stored.
/// </summary>
public enum StepRule
{
    None = 0,

    // The adapter broke the contract.
    NoForecast = 1, NoParts = 2, NoVerification = 3, OtherOperation = 4, SentDiffers = 5, CountsDiffer = 6, RecordsNotAskedFor = 7, CandidatesAfterLocate = 8,
    ActedOnCandidates = 9, NegativeCandidates = 10, SubjectsAndCandidates = 11, IdentifiersOfNobody = 12, DataOfNobody = 13, TooManyParts = 14, KindNotAllowed = 15,
    ImpossibleCount = 16, UnknownGround = 17, GroundMissing = 18, PlaceMissing = 19, MalformedUntilDate = 20, MessageAfterOutcome = 21, NoOutcome = 22,
    UnknownMessage = 23, RecordWithinFile = 24, RecordNotJsonObject = 25, FilesMixed = 26, FileWithoutEnd = 27, PieceTooLarge = 28,

    // It sent more than the configuration allows.
    ResultOverLimit = 40,

    // It did not answer.
    NoAddress = 50, ConnectionFailed = 51, CircuitOpen = 52, TimeLimit = 53,

    // It answered with a status; the number is 100 and gRPC's.
    StatusCancelled = 101, StatusUnknown = 102, StatusInvalidArgument = 103, StatusDeadlineExceeded = 104, StatusNotFound = 105, StatusAlreadyExists = 106,
    StatusPermissionDenied = 107, StatusResourceExhausted = 108, StatusFailedPrecondition = 109, StatusAborted = 110, StatusOutOfRange = 111, StatusUnimplemented = 112,
    StatusInternal = 113, StatusUnavailable = 114, StatusDataLoss = 115, StatusUnauthenticated = 116,

    // It answered as it should, and a person has to look.
    PartFailed = 200, ResidueFound = 201, SearchesUsedUp = 202,

    // Its answer may be about more than one person.
    TooManySubjects = 203, TooManyIdentifiers = 204, ContradictingRecords = 205, ContradictingIdentifiers = 206,
}

public static class StepRules
{
    /// <summary>Of what kind the problem is: by it the gateway asks again by itself, or lets a person look.</summary>
    public static Problem Problem(this StepRule rule) => rule switch
    {
        > StepRule.None and <= StepRule.PieceTooLarge => Cases.Problem.AdapterBrokeContract,
        StepRule.ResultOverLimit or StepRule.StatusResourceExhausted => Cases.Problem.ResultTooLarge,
        StepRule.NoAddress or StepRule.ConnectionFailed or StepRule.CircuitOpen or StepRule.StatusUnavailable => Cases.Problem.AdapterUnavailable,
        StepRule.TimeLimit or StepRule.StatusDeadlineExceeded => Cases.Problem.AdapterTimeout,
        StepRule.StatusNotFound or StepRule.StatusUnimplemented => Cases.Problem.NotSupported,
        >= StepRule.StatusCancelled and <= StepRule.StatusUnauthenticated => Cases.Problem.AdapterRefusedCall,
        _ => Cases.Problem.None,
    };
}
