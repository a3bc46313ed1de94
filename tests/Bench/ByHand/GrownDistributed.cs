using DsrGateway.Cases;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Postgres;
using DsrGateway.TestServers;
using Npgsql;

namespace DsrGateway.Bench.ByHand;

/// <summary>Two databases of one PostgreSQL of the bench's own.</summary>
internal sealed class GrownDistributed(PostgresServer server) : IGrownEngine
{
    private readonly List<(string Database, PostgresCaseStore Store)> _stores = [];
    private string _filled = "";

    /// <summary>As it comes but for the room for its log: so filling is not one checkpoint after another, and no checkpoint falls into the measure.</summary>
    public static async Task<GrownDistributed> StartAsync() => new(await PostgresServer.StartAsync(new PostgresOptions { Settings = ["max_wal_size=16GB", "checkpoint_timeout=1h"] }));

    public async Task<ICaseStore> EmptyAsync(CancellationToken cancellation) => (await OpenAsync(cancellation)).Store;

    public async Task<ICaseStore> FilledAsync(GrownCases cast, int cases, CancellationToken cancellation)
    {
        var (database, store) = await OpenAsync(cancellation);
        _filled = database;
        await ExecuteAsync(database, Statements(cast, cases), cancellation);
        return store;
    }

    public async Task SettleAsync(CancellationToken cancellation)
    {
        foreach (var (database, _) in _stores)
        {
            await ExecuteAsync(database, ["VACUUM (ANALYZE)", "CHECKPOINT"], cancellation);
        }
    }

    public async Task<IReadOnlyList<CaseId>> SomeIdsAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_filled);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT case_id FROM cases ORDER BY random() LIMIT 2000", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var ids = new List<CaseId>();
        while (await reader.ReadAsync(cancellation))
        {
            ids.Add(new CaseId(reader.GetGuid(0)));
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, store) in _stores)
        {
            await store.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    private async Task<(string Database, PostgresCaseStore Store)> OpenAsync(CancellationToken cancellation)
    {
        var database = await server.CreateDatabaseAsync();
        _stores.Add((database, new PostgresCaseStore(database, TimeProvider.System)));
        await _stores[^1].Store.MigrateAsync(cancellation);
        return _stores[^1];
    }

    private static async Task ExecuteAsync(string database, IEnumerable<string> statements, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        foreach (var sql in statements)
        {
#pragma warning disable CA2100 // The texts are this file's own.
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static IEnumerable<string> Statements(GrownCases cast, int cases)
    {
        var (start, later) = (cast.Start.ToUnixTimeMilliseconds(), cast.Later.ToUnixTimeMilliseconds());
        var (age, legal) = ((long)GrownCases.Age.TotalMilliseconds, (long)GrownCases.Legal.TotalMilliseconds);
        return
        [
            $"""
            INSERT INTO cases (case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state, saga_state,
                conclusion, round, pending, revision, received_at, opened_at, legal_deadline, due_at, sealed, changed_at)
            SELECT gen_random_uuid(), 'controller-' || n / 10 % {GrownCases.Controllers}, replace(gen_random_uuid()::text, '-', ''),
                sha256(uuid_send(gen_random_uuid())), sha256(uuid_send(gen_random_uuid())), 1, '["customers"]', 'snapshot-1',
                CASE WHEN n % 10 < 5 THEN 1 WHEN n % 10 < 9 THEN 3 ELSE 2 END, 'Fulfilling', 0, 1, 0, 3,
                opened_at, opened_at, opened_at + {legal}, CASE WHEN n % 20 = 9 THEN {later} + n END, decode(repeat('00', {GrownCases.CaseBytes}), 'hex'), opened_at
            FROM (SELECT n, {start} - {age} + n * {age}::int8 / {cases} AS opened_at FROM generate_series(0, {cases} - 1) n) numbers
            """,
            $"""
            INSERT INTO steps (case_id, system_id, controller_id, ordinal, phase, state, round, operation_id, problem, failed_attempts, next_attempt_at,
                person_until, sealed)
            SELECT case_id, 'system-' || o, controller_id, o, 2, CASE state WHEN 1 THEN 3 WHEN 3 THEN 5 ELSE 4 END, 1, gen_random_uuid(),
                CASE state WHEN 1 THEN 1 ELSE 0 END, CASE state WHEN 1 THEN 2 ELSE 0 END, CASE state WHEN 1 THEN {later} + (random() * {age})::int8 END,
                CASE state WHEN 3 THEN legal_deadline END, decode(repeat('00', {GrownCases.StepBytes}), 'hex')
            FROM cases CROSS JOIN generate_series(0, 1) o
            """,
            """
            INSERT INTO timeline (case_id, revision, line, at, actor, event, system_id)
            SELECT case_id, 1, l, opened_at, 'gateway', CASE l WHEN 0 THEN 'opened' ELSE 'planned' END, '' FROM cases CROSS JOIN generate_series(0, 1) l
            """,
        ];
    }
}
