namespace DsrGateway.Cases;

/// <summary>The reasons a caller may branch on. Names and numbers equal those of the contract's ErrorReason.</summary>
public enum ErrorReason
{
    InvalidFields = 1, CaseNotFound = 2, StepNotFound = 3, RequestIdReused = 4, CaseAlreadyOpen = 5, WrongState = 6, DeadlineTooShort = 7,
    StoreFull = 8, StoreUnavailable = 9, Internal = 10, Conflict = 11, GatewayStopping = 12,
}

/// <summary>A malformed field: its path in the request and what would be right. Never the value.</summary>
public sealed record FieldFault(string Field, string Description);

/// <summary>Something a caller can act on. Everything else that is thrown is a bug and becomes INTERNAL.</summary>
public sealed class CaseException(ErrorReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public ErrorReason Reason { get; } = reason;

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>What varies in the message, for machines. Never personal data.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public static CaseException Invalid(IReadOnlyList<FieldFault> faults) =>
        new(ErrorReason.InvalidFields, $"{faults.Count} malformed field(s): {string.Join(", ", faults.Select(f => f.Field))}.") { Faults = faults };

    public static CaseException NotFound() => new(ErrorReason.CaseNotFound, "There is no such case.");
}
