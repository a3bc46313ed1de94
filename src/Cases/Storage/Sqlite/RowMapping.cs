using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>Columns to rows and back.</summary>
internal static class RowMapping
{
    public const string CaseColumns =
        "c.case_id, c.controller_id, c.request_id, c.access_right, c.register_ids, c.snapshot_id, c.state, c.saga_state, c.conclusion, " +
        "c.round, c.pending, c.revision, c.received_at, c.opened_at, c.legal_deadline, c.closed_at, c.due_at, c.sealed";

    public const string StepColumns =
        "s.system_id, s.ordinal, s.phase, s.state, s.round, s.operation_id, s.problem, s.failed_attempts, s.next_attempt_at, s.sealed";

    private const int CaseColumnCount = 18;

    /// <summary>The number of the case whose id is the first value.</summary>
    public const string NumberOfCase = "(SELECT case_no FROM cases WHERE case_id = $1)";

    public static CaseRow Case(SqliteDataReader r) => new()
    {
        Id = new CaseId(Id(r, 0)),
        ControllerId = r.GetString(1),
        RequestId = r.GetString(2),
        Right = (Right)r.GetInt32(3),
        RegisterIds = JsonSerializer.Deserialize<string[]>(r.GetString(4))!,
        SnapshotId = r.GetString(5),
        State = (CaseState)r.GetInt32(6),
        SagaState = r.GetString(7),
        Conclusion = (Conclusion)r.GetInt32(8),
        Round = r.GetInt32(9),
        Pending = r.GetInt32(10),
        Revision = r.GetInt64(11),
        ReceivedAt = Instant(r, 12),
        OpenedAt = Instant(r, 13),
        LegalDeadline = Instant(r, 14),
        ClosedAt = OptionalInstant(r, 15),
        DueAt = OptionalInstant(r, 16),
        Sealed = r.GetFieldValue<byte[]>(17),
    };

    public static StepRow Step(SqliteDataReader r) => Step(r, 0);

    public static (CaseRow, StepRow) CaseAndStep(SqliteDataReader r) => (Case(r), Step(r, CaseColumnCount));

    private static StepRow Step(SqliteDataReader r, int at) => new()
    {
        SystemId = r.GetString(at),
        Ordinal = r.GetInt32(at + 1),
        Phase = (Phase)r.GetInt32(at + 2),
        State = (StepState)r.GetInt32(at + 3),
        Round = r.GetInt32(at + 4),
        OperationId = Id(r, at + 5),
        Problem = (Problem)r.GetInt32(at + 6),
        FailedAttempts = r.GetInt32(at + 7),
        NextAttemptAt = OptionalInstant(r, at + 8),
        Sealed = r.GetFieldValue<byte[]>(at + 9),
    };

    public static string Json(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    public static long Number(SqliteDataReader r) => r.GetInt64(0);

    public static byte[] Bytes(Guid id) => id.ToByteArray();

    public static Guid Id(SqliteDataReader r, int column) => new(r.GetFieldValue<byte[]>(column));

    public static object Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static object? Milliseconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Instant(SqliteDataReader r, int column) => DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(column));

    private static DateTimeOffset? OptionalInstant(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : Instant(r, column);
}
