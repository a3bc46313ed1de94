using DsrGateway.Cases.Storage.Sqlite;

namespace DsrGateway.Cases.Protecting;

/// <summary>The key store of the embedded engine: a SQLite file of its own, never in the same backup as the data.</summary>
internal sealed class SqliteKeyStore : ICaseKeyStore, IAsyncDisposable
{
    private readonly CaseKeyWrapping _wrapping;
    private readonly CaseKeyCache _cache = new(Timeout.InfiniteTimeSpan, TimeProvider.System);
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;

    public SqliteKeyStore(string path, ControllerKeys controllerKeys)
    {
        _wrapping = new CaseKeyWrapping(controllerKeys);
        var connections = new SqliteConnections(path);
        using (var session = connections.Open())
        {
            session.Execute("CREATE TABLE IF NOT EXISTS case_keys (case_id BLOB PRIMARY KEY, controller_id TEXT NOT NULL, wrapped BLOB NOT NULL) STRICT");
        }

        _writer = new SqliteWriter(connections);
        _readers = new SqliteReaders(connections);
    }

    public async Task<byte[]> CreateAsync(CaseId id, string controllerId, CancellationToken cancellation)
    {
        CheckControllerKey(controllerId);
        var moment = _cache.Moment;
        var key = CaseKeyWrapping.NewKey();
        var wrapped = _wrapping.Wrap(id, controllerId, key);
        await _writer.WriteAsync(
            session => session.Execute("INSERT INTO case_keys (case_id, controller_id, wrapped) VALUES ($1, $2, $3)", id.Value.ToByteArray(), controllerId, wrapped),
            cancellation);
        _cache.Remember(id, controllerId, key, moment);
        return key;
    }

    public Task<byte[]?> FindAsync(CaseId id, string controllerId, CancellationToken cancellation)
    {
        if (_cache.Find(id, controllerId) is { } known)
        {
            return Task.FromResult<byte[]?>(known);
        }

        var moment = _cache.Moment;
        if (ReadWrapped(id) is not { } wrapped)
        {
            return Task.FromResult<byte[]?>(null);
        }

        CheckControllerKey(controllerId);
        var key = _wrapping.Unwrap(id, controllerId, wrapped);
        _cache.Remember(id, controllerId, key, moment);
        return Task.FromResult<byte[]?>(key);
    }

    public Task<bool> HasKeysAsync(string controllerId, CancellationToken cancellation) => Task.FromResult(HasKeys(controllerId));

    public Task<bool> AcceptsAsync(string controllerId, CancellationToken cancellation) => Task.FromResult(Accepts(controllerId));

    /// <summary>Takes the row away, and what the log still holds of it.</summary>
    public async Task DestroyAsync(CaseId id, CancellationToken cancellation)
    {
        try
        {
            await _writer.ShredAsync(session => session.Execute("DELETE FROM case_keys WHERE case_id = $1", id.Value.ToByteArray()), cancellation);
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
        _readers.Dispose();
    }

    private void CheckControllerKey(string controllerId)
    {
        if (_wrapping.IsChecked(controllerId))
        {
            return;
        }

        if (HasKeys(controllerId))
        {
            _wrapping.MustExist(controllerId);
        }

        _wrapping.Check(controllerId, Accepts(controllerId));
    }

    private bool Accepts(string controllerId) => _wrapping.WrappedAny(
        controllerId,
        _readers.Read(session => session.Query(
            "SELECT case_id, wrapped FROM case_keys WHERE controller_id = $1 LIMIT 20",
            r => (new CaseId(new Guid(r.GetFieldValue<byte[]>(0))), r.GetFieldValue<byte[]>(1)), controllerId)));

    private bool HasKeys(string controllerId) => _readers.Read(session => session.QueryFirst(
        "SELECT 1 FROM case_keys WHERE controller_id = $1 LIMIT 1", r => r.GetInt64(0), controllerId)) == 1;

    private byte[]? ReadWrapped(CaseId id) => _readers.Read(session => session.QueryFirst(
        "SELECT wrapped FROM case_keys WHERE case_id = $1", r => r.GetFieldValue<byte[]>(0), id.Value.ToByteArray()));
}
