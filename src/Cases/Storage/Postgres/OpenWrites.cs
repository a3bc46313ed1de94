using System.Buffers.Binary;
using System.Collections.Concurrent;
using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Opens cases; false for one that another excludes, of which then nothing is written.</summary>
internal sealed class OpenWrites(TimeProvider clock) : WriteKind<CaseToOpen, bool>(order: 1)
{
    private const long SizeOfLock = 4096;

    // A configuration is stored by the first case under it; there are few, and each is large.
    private readonly ConcurrentDictionary<string, bool> _stored = new(StringComparer.Ordinal);

    // IS TRUE keeps each IN a hashed lookup: as joins of lists that PostgreSQL knows no size of they would be nested loops.
    private const string Sql =
        """
        WITH known AS (
            -- One open case of a person. Whoever opens another of the same person meanwhile waits for the lock that this batch holds; see WriteBatch.
            SELECT q.case_id FROM unnest($59::uuid[], $60::text[], $61::bytea[]) q (case_id, controller_id, mark)
            JOIN case_persons p ON p.controller_id = q.controller_id AND p.mark = q.mark
            JOIN cases c ON c.case_id = p.case_id AND c.closed_at IS NULL),
        opened AS (
            INSERT INTO cases (case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state,
                saga_state, conclusion, round, pending, received_at, opened_at, legal_deadline, closed_at, due_at, sealed, content_hash_now, revision, persons_version,
                changed_at)
            SELECT o.*, 1, 2, (extract(epoch FROM clock_timestamp()) * 1000)::int8
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::int2[], $7::text[], $8::text[], $9::int2[], $10::text[],
                $11::int2[], $12::int4[], $13::int4[], $14::int8[], $15::int8[], $16::int8[], $17::int8[], $18::int8[], $19::bytea[], $55::bytea[]) o (case_id)
            WHERE (o.case_id IN (SELECT case_id FROM known)) IS NOT TRUE
            ON CONFLICT DO NOTHING RETURNING case_id),
        person AS (
            INSERT INTO case_persons (case_id, controller_id, mark) SELECT * FROM unnest($56::uuid[], $57::text[], $58::bytea[]) p (case_id)
            WHERE (p.case_id IN (SELECT case_id FROM opened)) IS TRUE),
        snapshot AS (
            INSERT INTO snapshots (snapshot_id, config) SELECT * FROM unnest($20::text[], $21::text[]) ON CONFLICT DO NOTHING),
        step AS (
            INSERT INTO steps (case_id, controller_id, person_until, system_id, ordinal, phase, state, round, operation_id, problem, failed_attempts, next_attempt_at, sealed)
            SELECT * FROM unnest($22::uuid[], $23::text[], $24::int8[], $25::text[], $26::int4[], $27::int2[], $28::int2[], $29::int4[], $30::uuid[],
                $31::int2[], $32::int4[], $33::int8[], $34::bytea[]) s (case_id)
            WHERE (s.case_id IN (SELECT case_id FROM opened)) IS TRUE),
        line AS (
            INSERT INTO timeline (case_id, revision, line, at, actor, event, system_id, sealed)
            SELECT * FROM unnest($35::uuid[], $36::int8[], $37::int4[], $38::int8[], $39::text[], $40::text[], $41::text[], $42::bytea[]) l (case_id)
            WHERE (l.case_id IN (SELECT case_id FROM opened)) IS TRUE),
        fan_out AS (
            INSERT INTO fan_outs (fan_out_id, case_id, controller_id, round, system_ids, stored_at, leased_until)
            SELECT f.*, 0 FROM unnest($43::uuid[], $44::uuid[], $45::text[], $46::int4[], $47::text[], $48::int8[]) f (fan_out_id, case_id)
            WHERE (f.case_id IN (SELECT case_id FROM opened)) IS TRUE),
        callback AS (
            INSERT INTO callbacks (callback_id, case_id, controller_id, state, conclusion, closed_at, next_attempt_at, revision, failed_attempts)
            SELECT k.*, 1, 0 FROM unnest($49::uuid[], $50::uuid[], $51::text[], $52::int2[], $53::int2[], $54::int8[], $54::int8[]) k (callback_id, case_id)
            WHERE (k.case_id IN (SELECT case_id FROM opened)) IS TRUE)
        SELECT case_id FROM opened
        """;

    public static PostgresWrite<CaseToOpen, bool> Write(OpenWrites kind, CaseToOpen opening, CancellationToken cancellation) => new(kind, opening, cancellation)
    {
        // A lock takes room in the server's one table of locks, which is small.
        Size = opening.Case.Sealed.Length + opening.Steps.Sum(s => (long)s.Sealed.Length) + (opening.Persons.Kept.Count * SizeOfLock),
        PersonLocks = [.. opening.Persons.Kept.Select(m => BinaryPrimitives.ReadInt32LittleEndian(m))],
    };

    protected override NpgsqlBatchCommand Command(List<CaseToOpen> openings)
    {
        // In the order of the index that most likely excludes one, so that two processes that open the same meet in one order.
        var cases = OnePerPerson(openings).OrderBy(o => o.Case.ControllerId, StringComparer.Ordinal).ThenBy(o => o.Case.RequestId, StringComparer.Ordinal).ToList();
        var command = new NpgsqlBatchCommand(Sql)
            .Column(cases, o => o.Case.Id.Value).Column(cases, o => o.Case.ControllerId).Column(cases, o => o.Case.RequestId)
            .Column(cases, o => o.ContentHash).Column(cases, o => o.PersonHash).Column(cases, o => (short)o.Case.Right)
            .Column(cases, o => RowMapping.Json(o.Case.RegisterIds)).Column(cases, o => o.Case.SnapshotId).Column(cases, o => (short)o.Case.State)
            .Column(cases, o => o.Case.SagaState).Column(cases, o => (short)o.Case.Conclusion).Column(cases, o => o.Case.Round)
            .Column(cases, o => o.Case.Pending).Column(cases, o => Milliseconds(o.Case.ReceivedAt)).Column(cases, o => Milliseconds(o.Case.OpenedAt))
            .Column(cases, o => Milliseconds(o.Case.LegalDeadline)).Column(cases, o => Milliseconds(o.Case.ClosedAt))
            .Column(cases, o => Milliseconds(o.Case.DueAt)).Column(cases, o => o.Case.Sealed);
        var snapshots = openings.Select(o => o.Snapshot).Where(s => !_stored.ContainsKey(s.Id)).DistinctBy(s => s.Id).ToList();
        command.Column(snapshots, s => s.Id).Column(snapshots, s => s.Config.ToCanonicalJson());
        ChangedRows.AddSteps(command, openings.SelectMany(o => o.Steps.Select(s => (o.Case, s))).ToList());
        ChangedRows.AddTimeline(command, openings.SelectMany(o => o.Timeline.Select((l, i) => (o.Case.Id, 1L, i, l))).ToList());
        ChangedRows.AddFanOuts(command, openings.Select(o => o.FanOut).OfType<FanOut>().ToList(), clock.GetUtcNow());
        var ended = openings.Where(o => o.CallbackId is not null).ToList();
        command.Column(ended, o => o.CallbackId).Column(ended, o => o.Case.Id.Value).Column(ended, o => o.Case.ControllerId)
            .Column(ended, o => (short)o.Case.State).Column(ended, o => (short)o.Case.Conclusion).Column(ended, o => Milliseconds(o.Case.ClosedAt));
        var kept = openings.Where(o => o.Case.ClosedAt is null).SelectMany(o => o.Persons.Kept.Select(m => (o.Case, Mark: m))).ToList();
        var sought = openings.SelectMany(o => o.Persons.Sought.Select(m => (o.Case, Mark: m))).ToList();
        return command.Column(cases, o => o.ContentHashNow)
            .Column(kept, k => k.Case.Id.Value).Column(kept, k => k.Case.ControllerId).Column(kept, k => k.Mark)
            .Column(sought, s => s.Case.Id.Value).Column(sought, s => s.Case.ControllerId).Column(sought, s => s.Mark);
    }

    /// <summary>Of several of one person in the batch the first alone: the statement sees only what was there before it.</summary>
    private static IEnumerable<CaseToOpen> OnePerPerson(List<CaseToOpen> openings)
    {
        var kept = new HashSet<(string, string)>();
        foreach (var opening in openings)
        {
            if (!opening.Persons.Sought.Any(m => kept.Contains((opening.Case.ControllerId, Convert.ToHexString(m)))))
            {
                kept.UnionWith(opening.Persons.Kept.Select(m => (opening.Case.ControllerId, Convert.ToHexString(m))));
                yield return opening;
            }
        }
    }

    protected override async Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<CaseToOpen, bool>> writes)
    {
        var opened = new HashSet<Guid>(writes.Count);
        while (await reader.ReadAsync())
        {
            opened.Add(reader.GetGuid(0));
        }

        writes.ForEach(w => w.Result = opened.Contains(w.Input.Case.Id.Value));
    }

    public override void Committed(List<PostgresWrite> writes) =>
        writes.ForEach(w => _stored.TryAdd(((PostgresWrite<CaseToOpen, bool>)w).Input.Snapshot.Id, true));
}
