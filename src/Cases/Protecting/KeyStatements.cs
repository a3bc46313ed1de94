using DsrGateway.Cases.Storage.Postgres;
using Npgsql;

namespace DsrGateway.Cases.Protecting;

internal sealed record WrappedKey(CaseId CaseId, string ControllerId, byte[] Wrapped);

/// <summary>Stores keys; false for a case that has one.</summary>
internal sealed class KeyCreations() : WriteKind<WrappedKey, bool>(order: 1)
{
    protected override NpgsqlBatchCommand Command(List<WrappedKey> keys) => new NpgsqlBatchCommand(
        """
        INSERT INTO case_keys (case_id, controller_id, wrapped) SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[])
        ON CONFLICT DO NOTHING RETURNING case_id
        """)
        .Column(keys, k => k.CaseId.Value).Column(keys, k => k.ControllerId).Column(keys, k => k.Wrapped);

    protected override async Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<WrappedKey, bool>> writes)
    {
        var stored = new HashSet<Guid>(writes.Count);
        while (await reader.ReadAsync())
        {
            stored.Add(reader.GetGuid(0));
        }

        // Of two for one case in a batch one was stored, and nobody knows which: Remove lets the first have it.
        writes.ForEach(w => w.Result = stored.Remove(w.Input.CaseId.Value));
    }
}

/// <summary>Takes keys away.</summary>
internal sealed class KeyRemovals() : WriteKind<CaseId, bool>(order: 2)
{
    protected override NpgsqlBatchCommand Command(List<CaseId> ids) => new NpgsqlBatchCommand(
        "WITH removed AS (DELETE FROM case_keys WHERE case_id = ANY($1) RETURNING 1) SELECT count(*) FROM removed")
        .Value(ids.Select(id => id.Value).Order().ToArray());

    protected override Task ReadAsync(NpgsqlDataReader reader, List<PostgresWrite<CaseId, bool>> writes) => Task.CompletedTask;
}

/// <summary>Reads wrapped keys.</summary>
internal sealed class KeyReads(NpgsqlDataSource source) : GatheredReads<CaseId, byte[]>(source, lanes: 1)
{
    protected override NpgsqlBatchCommand Command(List<CaseId> ids) =>
        new NpgsqlBatchCommand("SELECT case_id, wrapped FROM case_keys WHERE case_id = ANY($1)").Column(ids, id => id.Value);

    protected override async Task<byte[]?[]> ReadAsync(NpgsqlDataReader reader, List<CaseId> ids)
    {
        var found = new Dictionary<Guid, byte[]>(ids.Count);
        while (await reader.ReadAsync())
        {
            found[reader.GetGuid(0)] = reader.GetFieldValue<byte[]>(1);
        }

        return [.. ids.Select(id => found.GetValueOrDefault(id.Value))];
    }
}
