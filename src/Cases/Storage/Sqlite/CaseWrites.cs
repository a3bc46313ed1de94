using static DsrGateway.Cases.Storage.Sqlite.RowMapping;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The transactions that open and change a case.</summary>
internal static class CaseWrites
{
    public static OpenResult Open(SqliteSession session, CaseToOpen opening, bool hasSnapshot)
    {
        var row = opening.Case;
        if (Existing(session, opening) is { } existing)
        {
            return existing;
        }

        if (!hasSnapshot)
        {
            session.Execute(
                "INSERT INTO snapshots (snapshot_id, config) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                opening.Snapshot.Id, opening.Snapshot.Config.ToCanonicalJson());
        }

        var number = session.QueryFirst(
            """
            INSERT INTO cases (case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state,
                saga_state, conclusion, round, pending, revision, received_at, opened_at, legal_deadline, closed_at, due_at, sealed,
                content_hash_now, persons_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16, $17, $18, $19, $20, $21)
            RETURNING case_no
            """,
            Number,
            Bytes(row.Id.Value), row.ControllerId, row.RequestId, opening.ContentHash, opening.PersonHash, (int)row.Right, Json(row.RegisterIds),
            row.SnapshotId, (int)row.State, row.SagaState, (int)row.Conclusion, row.Round, row.Pending, Milliseconds(row.ReceivedAt),
            Milliseconds(row.OpenedAt), Milliseconds(row.LegalDeadline), Milliseconds(row.ClosedAt), Milliseconds(row.DueAt), row.Sealed,
            opening.ContentHashNow, PersonMarks.Version);
        if (row.ClosedAt is null)
        {
            PersonWrites.Add(session, number, row.ControllerId, opening.Persons.Kept);
        }

        foreach (var step in opening.Steps)
        {
            StepWrites.Upsert(session, number, row, step);
        }

        foreach (var entry in opening.Timeline)
        {
            AppendTimeline(session, number, entry);
        }

        StateChanges.Stamp(session, number, row.ControllerId);
        CallbackWrites.Insert(session, opening.CallbackId, row, revision: 1);
        return new OpenResult(OpenVerdict.Opened, row.Id);
    }

    public static long Change(SqliteSession session, CaseRow read, CaseChange change)
    {
        var row = change.Case;
        var revision = read.Revision + 1;
        var number = session.QueryFirst(
            """
            UPDATE cases SET state = $3, saga_state = $4, conclusion = $5, round = $6, pending = $7, revision = $8, closed_at = $9, due_at = $10, sealed = $11
            WHERE case_id = $1 AND revision = $2
            RETURNING case_no
            """,
            Number,
            Bytes(row.Id.Value), read.Revision, (int)row.State, row.SagaState, (int)row.Conclusion, row.Round, row.Pending, revision,
            Milliseconds(row.ClosedAt), Milliseconds(row.DueAt), row.Sealed);
        if (number == 0)
        {
            throw StoreErrors.Conflict();
        }

        foreach (var step in change.Steps)
        {
            StepWrites.Upsert(session, number, row, step);
        }

        if (row.ClosedAt is not null)
        {
            // Nothing is expected of a case that ended; a step left due would be swept for ever, one left to a person listed for ever.
            session.Execute("UPDATE steps SET next_attempt_at = NULL, person_until = NULL WHERE case_no = $1", number);
            PersonWrites.Forget(session, number);
        }

        foreach (var piece in change.Pieces)
        {
            StepWrites.InsertPiece(session, number, piece);
        }

        foreach (var systemId in change.WithoutResult)
        {
            StepWrites.DropPieces(session, number, systemId);
        }

        foreach (var entry in change.Timeline)
        {
            AppendTimeline(session, number, entry);
        }

        if (row.State != read.State)
        {
            StateChanges.Stamp(session, number, row.ControllerId);
        }

        CallbackWrites.Insert(session, change.CallbackId, row, revision);
        return revision;
    }

    public static List<CaseId> LeaseDue(SqliteSession session, DateTimeOffset now, DateTimeOffset leaseUntil, int limit) => session.Query(
        """
        UPDATE cases SET due_at = $2
        WHERE case_no IN (SELECT case_no FROM cases WHERE due_at <= $1 ORDER BY due_at LIMIT $3)
        RETURNING case_id
        """,
        r => new CaseId(Id(r, 0)), Milliseconds(now), Milliseconds(leaseUntil), limit);

    public static void AppendTimeline(SqliteSession session, long number, TimelineEntry entry) => session.Execute(
        """
        INSERT INTO timeline (case_no, sequence, at, actor, event, system_id, sealed)
        VALUES ($1, (SELECT coalesce(max(sequence), 0) + 1 FROM timeline WHERE case_no = $1), $2, $3, $4, $5, $6)
        """,
        number, Milliseconds(entry.At), entry.Actor, entry.Event, entry.SystemId, entry.Sealed);

    private static OpenResult? Existing(SqliteSession session, CaseToOpen opening)
    {
        if (PersonWrites.FindRequest(session, opening.Case.ControllerId, opening.Case.RequestId) is { } found)
        {
            return new OpenResult(opening.IsOf(found) ? OpenVerdict.SameRequest : OpenVerdict.RequestIdReused, found.CaseId);
        }

        var open = session.QueryFirst<CaseId?>(
            "SELECT case_id FROM cases WHERE controller_id = $1 AND person_hash = $2 AND closed_at IS NULL",
            r => new CaseId(Id(r, 0)), opening.Case.ControllerId, opening.PersonHash)
            ?? PersonWrites.FindOpen(session, opening.Case.ControllerId, opening.Persons.Sought);
        return open is { } id ? new OpenResult(OpenVerdict.AlreadyOpen, id) : null;
    }
}
