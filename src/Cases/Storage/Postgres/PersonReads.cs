using static DsrGateway.Cases.Storage.Postgres.RowMapping;
using static DsrGateway.Cases.Storage.Postgres.SingleStatements;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>By what requests, and the people of cases that programs of before opened, are known again.</summary>
internal sealed class PersonReads(SingleStatements statements)
{
    public async Task<StoredRequest?> FindRequestAsync(string controllerId, string requestId, CancellationToken cancellation) =>
        (await statements.QueryAsync(
            "SELECT case_id, content_hash, content_hash_now FROM cases WHERE controller_id = $1 AND request_id = $2",
            r => new StoredRequest(new CaseId(r.GetGuid(0)), r.GetFieldValue<byte[]>(1), r.IsDBNull(2) ? null : r.GetFieldValue<byte[]>(2)),
            cancellation, Value(controllerId), Value(requestId))).SingleOrDefault();

    public async Task<IReadOnlyList<CaseRow>> ListUnmarkedAsync(int limit, CancellationToken cancellation) => await statements.QueryAsync(
        $"SELECT {CaseColumns} FROM cases c WHERE c.persons_version = 0 AND c.closed_at IS NULL ORDER BY c.opened_at LIMIT $1",
        r => Case(r), cancellation, Value(limit));

    public Task MarkAsync(CaseId id, IReadOnlyList<byte[]> marks, CancellationToken cancellation) => statements.QueryAsync(
        """
        WITH marked AS (
            UPDATE cases SET persons_version = 2 WHERE case_id = $1 AND closed_at IS NULL RETURNING case_id, controller_id)
        INSERT INTO case_persons (case_id, controller_id, mark) SELECT c.case_id, c.controller_id, m FROM marked c, unnest($2::bytea[]) m
        ON CONFLICT DO NOTHING RETURNING 1
        """,
        r => r.GetInt32(0), cancellation, Value(id.Value), Value(marks.ToArray()));
}
