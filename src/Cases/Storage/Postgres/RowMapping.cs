using System.Text.Json;
using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Columns to rows.</summary>
internal static class RowMapping
{
    public const string CaseColumns =
        "c.case_id, c.controller_id, c.request_id, c.access_right, c.register_ids, c.snapshot_id, c.state, c.saga_state, c.conclusion, " +
        "c.round, c.pending, c.revision, c.received_at, c.opened_at, c.legal_deadline, c.closed_at, c.due_at, c.sealed";

    public const string StepColumns =
        "s.system_id, s.ordinal, s.phase, s.state, s.round, s.operation_id, s.problem, s.failed_attempts, s.next_attempt_at, s.sealed";

    public const int CaseColumnCount = 18;

    public static CaseRow Case(NpgsqlDataReader r, int at = 0) => new()
    {
        Id = new CaseId(r.GetGuid(at)),
        ControllerId = r.GetString(at + 1),
        RequestId = r.GetString(at + 2),
        Right = (Right)r.GetInt16(at + 3),
        RegisterIds = JsonSerializer.Deserialize<string[]>(r.GetString(at + 4))!,
        SnapshotId = r.GetString(at + 5),
        State = (CaseState)r.GetInt16(at + 6),
        SagaState = r.GetString(at + 7),
        Conclusion = (Conclusion)r.GetInt16(at + 8),
        Round = r.GetInt32(at + 9),
        Pending = r.GetInt32(at + 10),
        Revision = r.GetInt64(at + 11),
        ReceivedAt = Instant(r, at + 12),
        OpenedAt = Instant(r, at + 13),
        LegalDeadline = Instant(r, at + 14),
        ClosedAt = OptionalInstant(r, at + 15),
        DueAt = OptionalInstant(r, at + 16),
        Sealed = r.GetFieldValue<byte[]>(at + 17),
    };

    public static StepRow Step(NpgsqlDataReader r, int at) => new()
    {
        SystemId = r.GetString(at),
        Ordinal = r.GetInt32(at + 1),
        Phase = (Phase)r.GetInt16(at + 2),
        State = (StepState)r.GetInt16(at + 3),
        Round = r.GetInt32(at + 4),
        OperationId = r.GetGuid(at + 5),
        Problem = (Problem)r.GetInt16(at + 6),
        FailedAttempts = r.GetInt32(at + 7),
        NextAttemptAt = OptionalInstant(r, at + 8),
        Sealed = r.GetFieldValue<byte[]>(at + 9),
    };

    public static string Json(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    public static string[] Texts(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    public static DateTimeOffset Instant(NpgsqlDataReader r, int column) => DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(column));

    private static DateTimeOffset? OptionalInstant(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : Instant(r, column);
}
