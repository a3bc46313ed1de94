using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;
using static DsrGateway.Cases.Storage.Postgres.RowMapping;
using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Pages of cases and of steps, each read along an index from where the page begins.</summary>
internal sealed class Lists(SingleStatements statements)
{
    /// <summary>One page of each state, merged: each is in the order of the index, so no more is read than is given.</summary>
    public async Task<IReadOnlyList<CaseRow>> CasesAsync(CaseFilter filter, CancellationToken cancellation)
    {
        List<NpgsqlParameter> values = [Value(filter.ControllerId), Value(filter.PageSize)];
        var conditions = string.Concat(
            filter.Rights.Count > 0 ? $" AND c.access_right = ANY({Bind(values, filter.Rights.Select(r => (short)r).ToArray())})" : "",
            filter.LegalDeadlineBefore is { } before ? $" AND c.legal_deadline < {Bind(values, Milliseconds(before))}" : "",
            filter.After is { } after ? $" AND (c.opened_at, c.case_id) < ({Bind(values, Milliseconds(after.At))}, {Bind(values, after.Id.Value)})" : "");
        var states = filter.States.Count > 0 ? filter.States.Distinct() : Enum.GetValues<CaseState>();
        var pages = states.Select(state =>
            $"(SELECT {CaseColumns} FROM cases c WHERE c.controller_id = $1 AND c.state = {(int)state}{conditions} ORDER BY c.opened_at DESC, c.case_id DESC LIMIT $2)");
        return await statements.QueryAsync(
            $"SELECT * FROM ({string.Join(" UNION ALL ", pages)}) page ORDER BY opened_at DESC, case_id DESC LIMIT $2", r => Case(r), cancellation, [.. values]);
    }

    /// <summary>The page is cut before the cases are looked up: planned the other way round it read all that wait.</summary>
    public async Task<IReadOnlyList<(CaseRow Case, StepRow Step)>> WaitingForPersonAsync(
        string controllerId, StepPosition? after, int limit, CancellationToken cancellation)
    {
        List<NpgsqlParameter> values = [Value(controllerId), Value(limit)];
        var condition = after is null ? "" :
            $" AND (s.person_until, s.case_id, s.ordinal) > ({Bind(values, Milliseconds(after.DueAt))}, {Bind(values, after.Id.Value)}, {Bind(values, after.Ordinal)})";
        return await statements.QueryAsync(
            $"""
            SELECT {CaseColumns}, {StepColumns} FROM (
                SELECT * FROM steps s WHERE s.controller_id = $1 AND s.person_until IS NOT NULL{condition}
                ORDER BY s.person_until, s.case_id, s.ordinal LIMIT $2) s
            JOIN cases c ON c.case_id = s.case_id ORDER BY s.person_until, s.case_id, s.ordinal
            """,
            r => (Case(r), Step(r, CaseColumnCount)), cancellation, [.. values]);
    }

    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(CaseId id, CancellationToken cancellation) => await statements.QueryAsync(
        "SELECT at, actor, event, system_id, sealed FROM timeline WHERE case_id = $1 ORDER BY revision, line",
        r => new TimelineEntry(Instant(r, 0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4)),
        cancellation, Value(id.Value));

    /// <summary>Steps from system to system along the index: hundreds of thousands of steps may wait for one that is down.</summary>
    public async Task<IReadOnlyList<(string ControllerId, string SystemId)>> SystemsWaitedForAsync(CancellationToken cancellation) => await statements.QueryAsync(
        """
        WITH RECURSIVE waited AS (
            (SELECT controller_id, system_id FROM steps WHERE state = 3 AND next_attempt_at IS NOT NULL ORDER BY controller_id, system_id LIMIT 1)
            UNION ALL
            SELECT next.* FROM waited w CROSS JOIN LATERAL (
                SELECT s.controller_id, s.system_id FROM steps s
                WHERE s.state = 3 AND s.next_attempt_at IS NOT NULL AND (s.controller_id, s.system_id) > (w.controller_id, w.system_id)
                ORDER BY s.controller_id, s.system_id LIMIT 1) next)
        SELECT controller_id, system_id FROM waited
        """,
        r => (r.GetString(0), r.GetString(1)), cancellation);

    private static string Bind<T>(List<NpgsqlParameter> values, T value)
    {
        values.Add(Value(value));
        return $"${values.Count}";
    }
}
