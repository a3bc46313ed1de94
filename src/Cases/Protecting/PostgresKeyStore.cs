using DsrGateway.Cases.Storage.Postgres;
using Npgsql;

namespace DsrGateway.Cases.Protecting;

/// <summary>
/// The key store that many gateway processes share: a PostgreSQL database of its own, with its own users and its own backups,
/// never those of the data. A key that another process destroyed is used here for at most <see cref="CacheLifetime"/>.
/// Destroying takes the row away; what the write-ahead log and base backups of this database hold of it is the operator's
/// to let expire (docs say within which time).
/// </summary>
internal sealed class PostgresKeyStore : ICaseKeyStore, IAsyncDisposable
{
    /// <summary>How long a key may be used after it was read.</summary>
    public static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(60);

    private readonly CaseKeyWrapping _wrapping;
    private readonly CaseKeyCache _cache;
    private readonly NpgsqlDataSource _fixed;
    private readonly NpgsqlDataSource _any;
    private readonly PostgresWriter _writer;
    private readonly KeyReads _reads;
    private readonly KeyCreations _creations = new();
    private readonly KeyRemovals _removals = new();

    /// <summary>Connects to nothing yet; <see cref="MigrateAsync"/> has to come before the first use.</summary>
    public PostgresKeyStore(string connectionString, ControllerKeys controllerKeys, TimeProvider clock)
    {
        _wrapping = new CaseKeyWrapping(controllerKeys);
        _cache = new CaseKeyCache(CacheLifetime, clock);
        _fixed = PostgresConnections.ForFixedStatements(connectionString, connections: 2);
        _any = PostgresConnections.ForAnyStatement(connectionString, connections: 2);
        _writer = new PostgresWriter(_fixed, Guid.Empty);
        _reads = new KeyReads(_fixed);
    }

    /// <summary>Brings the database to this program's version.</summary>
    /// <exception cref="InvalidOperationException">The database is of a version that this program must not run on.</exception>
    public Task MigrateAsync(CancellationToken cancellation) => new Migrations("Keys").ApplyAsync(_any, cancellation);

    public async Task<byte[]> CreateAsync(CaseId id, string controllerId, CancellationToken cancellation)
    {
        await CheckControllerKeyAsync(controllerId, cancellation);
        var moment = _cache.Moment;
        var key = CaseKeyWrapping.NewKey();
        var wrapped = new WrappedKey(id, controllerId, _wrapping.Wrap(id, controllerId, key));
        if (!await _writer.WriteAsync(new PostgresWrite<WrappedKey, bool>(_creations, wrapped, cancellation)))
        {
            throw new CaseException(ErrorReason.Conflict, "The case has a key already.");
        }

        _cache.Remember(id, controllerId, key, moment);
        return key;
    }

    public async Task<byte[]?> FindAsync(CaseId id, string controllerId, CancellationToken cancellation)
    {
        if (_cache.Find(id, controllerId) is { } known)
        {
            return known;
        }

        var moment = _cache.Moment;
        if (await _reads.AskAsync(id, cancellation) is not { } wrapped)
        {
            return null;
        }

        await CheckControllerKeyAsync(controllerId, cancellation);
        var key = _wrapping.Unwrap(id, controllerId, wrapped);
        _cache.Remember(id, controllerId, key, moment);
        return key;
    }

    public async Task<bool> HasKeysAsync(string controllerId, CancellationToken cancellation) =>
        (await new SingleStatements(_any).QueryAsync(
            """
            SELECT EXISTS (SELECT FROM controller_keys WHERE controller_id = $1) OR EXISTS (SELECT FROM case_keys WHERE controller_id = $1)
            """,
            r => r.GetBoolean(0), cancellation, SingleStatements.Value(controllerId)))[0];

    /// <summary>
    /// A controller of before the check values has case keys and no value: its key must open some of them first. Of two processes that
    /// bring a new controller's keys at once, the first one's stands.
    /// </summary>
    public async Task<bool> AcceptsAsync(string controllerId, CancellationToken cancellation)
    {
        var own = _wrapping.CheckValue(controllerId);
        var statements = new SingleStatements(_any);
        var known = await KnownAsync();
        if (known is null && _wrapping.WrappedAny(controllerId, await SomeAsync()))
        {
            await statements.QueryAsync(
                "INSERT INTO controller_keys (controller_id, check_value) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1",
                r => r.GetInt32(0), cancellation, SingleStatements.Value(controllerId), SingleStatements.Value(own));
            known = await KnownAsync();
        }

        return known is not null && known.AsSpan().SequenceEqual(own);

        async Task<byte[]?> KnownAsync() => (await statements.QueryAsync(
            "SELECT check_value FROM controller_keys WHERE controller_id = $1", r => r.GetFieldValue<byte[]>(0), cancellation, SingleStatements.Value(controllerId)))
            .SingleOrDefault();

        Task<List<(CaseId, byte[])>> SomeAsync() => statements.QueryAsync(
            "SELECT case_id, wrapped FROM case_keys WHERE controller_id = $1 LIMIT 20",
            r => (new CaseId(r.GetGuid(0)), r.GetFieldValue<byte[]>(1)), cancellation, SingleStatements.Value(controllerId));
    }

    public async Task DestroyAsync(CaseId id, CancellationToken cancellation)
    {
        try
        {
            await _writer.WriteAsync(new PostgresWrite<CaseId, bool>(_removals, id, cancellation));
        }
        finally
        {
            // Also if it is not known whether the row went.
            _cache.Remove(id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _reads.DisposeAsync();
        await _fixed.DisposeAsync();
        await _any.DisposeAsync();
    }

    private async Task CheckControllerKeyAsync(string controllerId, CancellationToken cancellation)
    {
        if (_wrapping.IsChecked(controllerId))
        {
            return;
        }

        if (await HasKeysAsync(controllerId, cancellation))
        {
            _wrapping.MustExist(controllerId);
        }

        _wrapping.Check(controllerId, await AcceptsAsync(controllerId, cancellation));
    }
}
