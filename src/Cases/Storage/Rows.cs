using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Storage;

/// <summary>A case as it is stored. Whatever tells about the person is in <see cref="Sealed"/>, under the case's key.</summary>
public sealed record CaseRow
{
    public required CaseId Id { get; init; }
    public required string ControllerId { get; init; }
    public required string RequestId { get; init; }
    public required Right Right { get; init; }
    public required IReadOnlyList<string> RegisterIds { get; init; }
    /// <summary>The configuration the case was opened under; it is frozen for the case.</summary>
    public required string SnapshotId { get; init; }
    public required CaseState State { get; init; }
    /// <summary>The state machine's own state.</summary>
    public required string SagaState { get; init; }
    public Conclusion Conclusion { get; init; }
    /// <summary>Counts the fan-outs of the case.</summary>
    public int Round { get; init; }
    /// <summary>Steps that are being asked right now. The one that brings it to zero tells the saga.</summary>
    public int Pending { get; init; }
    /// <summary>Grows with every write to the case or its steps; a writer that read an older one is refused.</summary>
    public long Revision { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset LegalDeadline { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>When the reconciler looks at the case if nothing happened; null: nothing is expected.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public required byte[] Sealed { get; init; }
}

/// <summary>What one system must do for one case, as it is stored.</summary>
public sealed record StepRow
{
    public required string SystemId { get; init; }
    public required int Ordinal { get; init; }
    public required Phase Phase { get; init; }
    public required StepState State { get; init; }
    /// <summary>The fan-out it was started in; an answer to an older one is stale.</summary>
    public int Round { get; init; }
    /// <summary>Made when the phase is started and the same for all its repeats.</summary>
    public Guid OperationId { get; init; }
    public Problem Problem { get; init; }
    public int FailedAttempts { get; init; }
    /// <summary>While running: when the attempt counts as lost. While waiting for the adapter: when it is tried again.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
    public required byte[] Sealed { get; init; }
}

/// <summary>Names one asking of one step.</summary>
public readonly record struct StepKey(CaseId CaseId, string ControllerId, string SystemId, int Round);

/// <summary>One line of a case's history. Texts that staff wrote are sealed; codes are not.</summary>
public sealed record TimelineEntry(DateTimeOffset At, string Actor, string Event, string SystemId = "", byte[]? Sealed = null);

/// <summary>A case to open, its key already made, and the first decision on it: what is durable is planned.</summary>
public sealed record CaseToOpen(
    CaseRow Case, byte[] ContentHash, byte[] PersonHash, ConfigSnapshot Snapshot, IReadOnlyList<TimelineEntry> Timeline)
{
    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    /// <summary>The content by the rules of now; <see cref="ContentHash"/> is by those of before, which older processes and cases know.</summary>
    public byte[]? ContentHashNow { get; init; }

    public PersonMarks Persons { get; init; } = PersonMarks.Nobody;

    /// <summary>Whether what is stored under the request's id was made by this content, by the rules of before or of now.</summary>
    public bool IsOf(StoredRequest stored) =>
        stored.ContentHash.AsSpan().SequenceEqual(ContentHash)
        || (ContentHashNow is not null && stored.ContentHashNow is not null && stored.ContentHashNow.AsSpan().SequenceEqual(ContentHashNow));

    /// <summary>What is to be sent once the case is durable; see <see cref="CaseChange.FanOut"/>.</summary>
    public FanOut? FanOut { get; init; }

    /// <summary>As <see cref="CaseChange.CallbackId"/>, for a case that ends with its opening.</summary>
    public Guid? CallbackId { get; init; }
}

/// <summary>
/// Keyed hashes that tell whose case it is, by the identifiers that single a person out. An open case is the same person's if it keeps what
/// this one seeks. The two differ because a name may be given or not.
/// </summary>
public sealed record PersonMarks(IReadOnlyList<byte[]> Kept, IReadOnlyList<byte[]> Sought)
{
    /// <summary>How marks are made now; a case of a gateway of before has none, version 0, until they are filled in.</summary>
    public const int Version = 2;

    public static PersonMarks Nobody { get; } = new([], []);
}

/// <summary>What is stored under a request's id.</summary>
public sealed record StoredRequest(CaseId CaseId, byte[] ContentHash, byte[]? ContentHashNow);

/// <summary>
/// The askings that one decision starts: one message per system, to be sent after the commit. It is stored with the decision,
/// and taken away when the broker has all its messages; what stays is sent again. Ids only, so nothing is serialised twice.
/// </summary>
public sealed record FanOut(Guid Id, CaseId CaseId, string ControllerId, int Round, IReadOnlyList<string> SystemIds);

/// <summary>A controller's configuration as it was when a case was opened; no personal data.</summary>
public sealed record ConfigSnapshot(string Id, ControllerConfig Config);

public enum OpenVerdict
{
    Opened, SameRequest, RequestIdReused, AlreadyOpen,
}

/// <summary>How opening went and which case is meant: the new one, or the one that was there.</summary>
public sealed record OpenResult(OpenVerdict Verdict, CaseId CaseId);

/// <summary>A case and its steps, read at one instant.</summary>
public sealed record CaseSnapshot(CaseRow Case, IReadOnlyList<StepRow> Steps);

/// <summary>What a saga message or a staff action changes, in one transaction.</summary>
public sealed record CaseChange(CaseRow Case, IReadOnlyList<StepRow> Steps, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>Sealed pieces of a result that become readable with this change.</summary>
    public IReadOnlyList<ResultPiece> Pieces { get; init; } = [];

    /// <summary>Systems that ended without a result: what attempts that broke off left of them goes.</summary>
    public IReadOnlyList<string> WithoutResult { get; init; } = [];

    /// <summary>What is to be sent once the change is durable. A store without an <see cref="IOutbox"/> does not keep it.</summary>
    public FanOut? FanOut { get; init; }

    /// <summary>Set if the change ends the case and the portal is to be told: the name of that <see cref="Callback"/>, which is written with the change.</summary>
    public Guid? CallbackId { get; init; }
}

/// <summary>The end of a case, to be told to the controller's portal. Ids and states only.</summary>
/// <param name="Id">The same in every repeat, so that the portal knows one.</param>
/// <param name="Revision">The revision that the case ended with.</param>
/// <param name="FailedAttempts">How often it was tried in vain.</param>
/// <param name="LeasedUntil">Until when nobody else takes it.</param>
public sealed record Callback(
    Guid Id, CaseId CaseId, string ControllerId, CaseState State, Conclusion Conclusion, long Revision, DateTimeOffset ClosedAt,
    int FailedAttempts, DateTimeOffset LeasedUntil);

/// <summary>One more attempt was in vain.</summary>
/// <param name="NextAttemptAt">Null: given up, and kept as such.</param>
public sealed record CallbackDeferral(Callback Callback, DateTimeOffset? NextAttemptAt);

/// <summary>One step of a case, read with its case at one instant.</summary>
public sealed record StepSnapshot(CaseRow Case, StepRow Step);

/// <summary>A sealed piece of what a system handed out. Pieces of an attempt that did not end in an outcome are never read.</summary>
public sealed record ResultPiece(string SystemId, Guid AttemptId, int Sequence, byte[] Sealed);

/// <summary>How a step's asking ended.</summary>
public sealed record StepAnswer(
    StepKey Key, StepState State, Problem Problem, int FailedAttempts, DateTimeOffset? NextAttemptAt, byte[] Sealed, TimelineEntry Timeline)
{
    /// <summary>The last piece of the result, written together with the answer.</summary>
    public ResultPiece? LastPiece { get; init; }
}

/// <summary>What recording an answer came to.</summary>
/// <param name="Recorded">False if the answer was stale: another one stands.</param>
/// <param name="Pending">Steps still being asked.</param>
public sealed record AnswerRecorded(bool Recorded, int Pending, long Revision);

/// <summary>Which cases a list is about.</summary>
public sealed record CaseFilter(string ControllerId)
{
    public IReadOnlyList<CaseState> States { get; init; } = [];
    public IReadOnlyList<Right> Rights { get; init; } = [];
    public DateTimeOffset? LegalDeadlineBefore { get; init; }
    public int PageSize { get; init; } = 50;
    public CasePosition? After { get; init; }
}

/// <summary>Where a page of cases begins: after the case opened at this instant, with this id.</summary>
public sealed record CasePosition(DateTimeOffset At, CaseId Id);

/// <summary>Where a page of waiting steps begins: after this step of the case that is due at this instant.</summary>
public sealed record StepPosition(DateTimeOffset DueAt, CaseId Id, int Ordinal);
