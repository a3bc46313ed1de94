using Npgsql;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Writes that are sent together, and are all there or none.</summary>
internal sealed class WriteBatch
{
    private const int MaxWrites = CaseNote.MaxNotes;
    private const long MaxSize = 8 << 20;

    private const string LockCases =
        "SELECT count(*) FROM (SELECT 1 FROM cases WHERE case_id = ANY($1) ORDER BY case_id FOR NO KEY UPDATE) locked";

    /// <summary>Of two keys: the first says what is locked, "dsrp"; the second is a person's mark.</summary>
    private const string LockPersons = "SELECT pg_advisory_xact_lock(1685287536, k) FROM unnest($1) k";

    private readonly List<PostgresWrite> _writes = [];
    private readonly HashSet<WriteKey> _keys = [];
    private readonly SortedDictionary<int, List<PostgresWrite>> _byKind = [];
    private long _size;

    public int Count => _writes.Count;

    public IReadOnlyList<PostgresWrite> Writes => _writes;

    public static WriteBatch Of(PostgresWrite write)
    {
        var batch = new WriteBatch();
        batch.TryAdd(write);
        return batch;
    }

    /// <summary>False if the batch is full, or writes the same row already.</summary>
    public bool TryAdd(PostgresWrite write)
    {
        if (Count > 0 && (Count >= MaxWrites || _size + write.Size > MaxSize || (write.Key is { } key && _keys.Contains(key))))
        {
            return false;
        }

        _size += write.Size;
        _writes.Add(write);
        if (write.Key is { } taken)
        {
            _keys.Add(taken);
        }

        if (!_byKind.TryGetValue(write.Kind.Order, out var kin))
        {
            _byKind.Add(write.Kind.Order, kin = []);
        }

        kin.Add(write);
        return true;
    }

    /// <summary>One round trip: without a transaction of its own a batch is one.</summary>
    public async Task CommitAsync(NpgsqlDataSource source, Guid instance)
    {
        await using (var connection = await source.OpenConnectionAsync())
        {
            await using var batch = Build(connection, instance);
            await using var reader = await batch.ExecuteReaderAsync();
            if (HasLocks)
            {
                await reader.NextResultAsync();
            }

            if (HasPersonLocks)
            {
                await reader.NextResultAsync();
            }

            foreach (var kin in _byKind.Values)
            {
                await kin[0].Kind.ReadAsync(reader, kin);
                await reader.NextResultAsync();
            }

            // The commit's own failure comes after the last row.
            while (await reader.NextResultAsync())
            {
            }
        }

        foreach (var kin in _byKind.Values)
        {
            kin[0].Kind.Committed(kin);
        }

        _writes.ForEach(w => w.Complete());
    }

    public void Fail(Exception cause) => _writes.ForEach(w => w.Fail(cause));

    private bool HasLocks => _writes.Exists(w => w.Locks is not null);

    private bool HasPersonLocks => _writes.Exists(w => w.PersonLocks.Count > 0);

    private NpgsqlBatch Build(NpgsqlConnection connection, Guid instance)
    {
        var batch = new NpgsqlBatch(connection);
        if (HasLocks)
        {
            // In one order, so that batches of several processes cannot lock each other out; and first, so that the
            // statements after it see what the last holder wrote.
            Guid[] ids = [.. _writes.Where(w => w.Locks is not null).Select(w => w.Locks!.Value.Value).Distinct()];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockCases).Value(ids));
        }

        if (HasPersonLocks)
        {
            // In one order too. A statement of its own: the one that looks for open cases must see what the last holder wrote.
            int[] keys = [.. _writes.SelectMany(w => w.PersonLocks).Distinct().Order()];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockPersons).Value(keys));
        }

        foreach (var kin in _byKind.Values)
        {
            batch.BatchCommands.Add(kin[0].Kind.Command(kin));
        }

        if (_writes.Exists(w => w.Note is not null))
        {
            var payload = CaseNote.Write(instance, _writes.Where(w => w.Note is not null).Select(w => w.Note!.Value));
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT pg_notify('{CaseNote.Channel}', $1)").Value(payload));
        }

        return batch;
    }
}
