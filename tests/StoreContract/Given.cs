using System.Security.Cryptography;
using System.Text;
using DsrGateway.Cases;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;

namespace DsrGateway.StoreContract;

/// <summary>Rows to store. What is sealed is any bytes: a store never looks inside.</summary>
public static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly ConfigSnapshot Snapshot = new("snapshot-1", new ControllerConfig
    {
        Id = "acme",
        Name = "Acme Oy",
        Country = "FI",
        Language = "fi",
        IdentifierTypes = WellKnownIdentifierTypes.All,
        Registers =
        [
            new RegisterConfig
            {
                Id = "customers",
                Name = "Customers",
                Systems = [new SystemConfig { Id = "crm", Name = "CRM", Kind = "crm", Adapter = "crm-adapter", SearchedBy = ["email"] }],
            },
        ],
    });

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Hash(string text) => SHA256.HashData(Bytes(text));

    /// <summary>A case to open; every one is of another request and person unless told otherwise.</summary>
    public static CaseToOpen Opening(
        string? requestId = null, string? content = null, string? person = null, string controllerId = "acme", DateTimeOffset? openedAt = null,
        Right right = Right.Erasure, DateTimeOffset? legalDeadline = null)
    {
        var id = CaseId.New();
        var opened = openedAt ?? Noon;
        var row = new CaseRow
        {
            Id = id,
            ControllerId = controllerId,
            RequestId = requestId ?? Guid.NewGuid().ToString(),
            Right = right,
            RegisterIds = ["customers", "people"],
            SnapshotId = Snapshot.Id,
            State = CaseState.Running,
            SagaState = "Opened",
            ReceivedAt = opened.AddDays(-2),
            OpenedAt = opened,
            LegalDeadline = legalDeadline ?? opened.AddDays(28),
            DueAt = opened.AddSeconds(5),
            Sealed = Bytes($"sealed of {id}"),
        };
        return new CaseToOpen(
            row, Hash(content ?? row.RequestId), Hash(person ?? row.RequestId), Snapshot, [new TimelineEntry(opened, "portal", "opened")]);
    }

    /// <summary>A case of a person that these marks tell.</summary>
    public static CaseToOpen Person(string[] kept, string[] sought) =>
        Opening() with { Persons = new PersonMarks([.. kept.Select(Hash)], [.. sought.Select(Hash)]) };

    /// <summary>A case to open together with its first decision: these systems are asked.</summary>
    public static CaseToOpen Planned(params string[] systems)
    {
        var opening = Opening();
        return opening with
        {
            Case = opening.Case with { Round = 1, Pending = systems.Length, DueAt = null },
            Steps = [.. systems.Select((s, i) => Running(s, ordinal: i))],
            Timeline = [.. opening.Timeline, new TimelineEntry(Noon, "gateway", "planned"), new TimelineEntry(Noon.AddSeconds(-1), "anna", "noted", "crm", Bytes("sealed"))],
            FanOut = FanOut(opening.Case.Id, systems),
        };
    }

    public static FanOut FanOut(CaseId id, params string[] systems) => new(Guid.NewGuid(), id, "acme", 1, systems);

    public static StepRow Running(string systemId, int round = 1, int ordinal = 0, DateTimeOffset? nextAttemptAt = null) => new()
    {
        SystemId = systemId,
        Ordinal = ordinal,
        Phase = Phase.Fulfil,
        State = StepState.Running,
        Round = round,
        OperationId = Guid.NewGuid(),
        NextAttemptAt = nextAttemptAt ?? Noon.AddMinutes(1),
        Sealed = Bytes($"asked {systemId}"),
    };

    public static StepRow ForPerson(string systemId, int ordinal = 0) =>
        Running(systemId, round: 0, ordinal) with { State = StepState.WaitingForPerson, NextAttemptAt = null };

    public static StepAnswer Answer(StepKey key, StepState state = StepState.Ended, ResultPiece? last = null) => new(
        key, state, Problem.None, 0, null, Bytes($"answer of {key.SystemId}"), new TimelineEntry(Noon, "gateway", "answered", key.SystemId))
    { LastPiece = last };

    public static StepAnswer Deferral(StepKey key, DateTimeOffset until, int failures = 1) =>
        Answer(key, StepState.WaitingForAdapter) with { Problem = Problem.AdapterUnavailable, FailedAttempts = failures, NextAttemptAt = until };

    public static ResultPiece Piece(string systemId, Guid attempt, int sequence) => new(systemId, attempt, sequence, Bytes($"{attempt}/{sequence}"));
}
