using DsrGateway.Cases;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Sqlite;

namespace DsrGateway.Bench.ByHand;

/// <summary>Two files of SQLite.</summary>
internal sealed class GrownEmbedded(string folder) : IGrownEngine
{
    private readonly List<SqliteCaseStore> _stores = [];

    private SqliteConnections Filled => new(Path.Combine(folder, "filled.db"));

    public Task<ICaseStore> EmptyAsync(CancellationToken cancellation) => Task.FromResult<ICaseStore>(Open(Path.Combine(folder, "empty.db")));

    public Task<ICaseStore> FilledAsync(GrownCases cast, int cases, CancellationToken cancellation)
    {
        using (var session = Filled.Open())
        {
            Schema.Apply(session);
            // Nothing is lost if this breaks off: it is the bench's own file.
            session.Execute("PRAGMA journal_mode=OFF");
            session.Execute("PRAGMA synchronous=OFF");
            session.Execute("PRAGMA foreign_keys=OFF");
            session.Execute("PRAGMA cache_size=-2000000");
            session.Execute("BEGIN");
            foreach (var sql in Statements(cast, cases))
            {
                cancellation.ThrowIfCancellationRequested();
                session.Execute(sql);
            }

            session.Execute("COMMIT");
        }

        return Task.FromResult<ICaseStore>(Open(Filled.Path));
    }

    /// <summary>SQLite does nothing by itself.</summary>
    public Task SettleAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<CaseId>> SomeIdsAsync(CancellationToken cancellation)
    {
        using var session = Filled.Open();
        return Task.FromResult<IReadOnlyList<CaseId>>(session.Query(
            "SELECT case_id FROM cases ORDER BY random() LIMIT 2000", r => new CaseId(RowMapping.Id(r, 0))));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    private SqliteCaseStore Open(string path)
    {
        _stores.Add(new SqliteCaseStore(path));
        return _stores[^1];
    }

    private static IEnumerable<string> Statements(GrownCases cast, int cases)
    {
        var (start, later) = (cast.Start.ToUnixTimeMilliseconds(), cast.Later.ToUnixTimeMilliseconds());
        var (age, legal) = ((long)GrownCases.Age.TotalMilliseconds, (long)GrownCases.Legal.TotalMilliseconds);
        return
        [
            $"""
            WITH RECURSIVE numbers (n, opened_at) AS (
                SELECT 0, {start} - {age}
                UNION ALL
                SELECT n + 1, {start} - {age} + (n + 1) * {age} / {cases} FROM numbers WHERE n + 1 < {cases})
            INSERT INTO cases (case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state, saga_state,
                conclusion, round, pending, revision, received_at, opened_at, legal_deadline, due_at, sealed, changed_at)
            SELECT randomblob(16), 'controller-' || (n / 10 % {GrownCases.Controllers}), lower(hex(randomblob(16))), randomblob(32), randomblob(32), 1,
                '["customers"]', 'snapshot-1', CASE WHEN n % 10 < 5 THEN 1 WHEN n % 10 < 9 THEN 3 ELSE 2 END, 'Fulfilling', 0, 1, 0, 3,
                opened_at, opened_at, opened_at + {legal}, CASE WHEN n % 20 = 9 THEN {later} + n END, zeroblob({GrownCases.CaseBytes}), opened_at
            FROM numbers
            """,
            $"""
            INSERT INTO steps (case_no, case_id, system_id, controller_id, ordinal, phase, state, round, operation_id, problem, failed_attempts, next_attempt_at, sealed,
                person_until)
            SELECT case_no, case_id, 'system-' || o.n, controller_id, o.n, 2, CASE state WHEN 1 THEN 3 WHEN 3 THEN 5 ELSE 4 END, 1, randomblob(16),
                state = 1, (state = 1) * 2, CASE state WHEN 1 THEN {later} + abs(random() % {age}) END, zeroblob({GrownCases.StepBytes}), CASE state WHEN 3 THEN legal_deadline END
            FROM cases CROSS JOIN (SELECT 0 n UNION ALL SELECT 1) o
            """,
            """
            INSERT INTO timeline (case_no, sequence, at, actor, event, system_id)
            SELECT case_no, l.n, opened_at, 'gateway', CASE l.n WHEN 1 THEN 'opened' ELSE 'planned' END, '' FROM cases CROSS JOIN (SELECT 1 n UNION ALL SELECT 2) l
            """,
        ];
    }
}
