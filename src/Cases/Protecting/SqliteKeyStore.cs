using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DsrGateway.Cases.Storage.Sqlite;

namespace DsrGateway.Cases.Protecting;

/// <summary>The key store of the embedded engine: a SQLite file of its own, never in the same backup as the data.</summary>
internal sealed class SqliteKeyStore : ICaseKeyStore, IAsyncDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MaxCached = 10_000;
    private readonly ControllerKeys _controllerKeys;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly ConcurrentDictionary<CaseId, (string ControllerId, byte[] Key)> _unwrapped = new();

    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);

    public SqliteKeyStore(string path, ControllerKeys controllerKeys)
    {
        _controllerKeys = controllerKeys;
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
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = Wrap(id, controllerId, key);
        await _writer.WriteAsync(
            session => session.Execute("INSERT INTO case_keys (case_id, controller_id, wrapped) VALUES ($1, $2, $3)", id.Value.ToByteArray(), controllerId, wrapped),
            cancellation);
        Remember(id, controllerId, key);
        return key;
    }

    public Task<byte[]?> FindAsync(CaseId id, string controllerId, CancellationToken cancellation)
    {
        if (_unwrapped.TryGetValue(id, out var known) && known.ControllerId == controllerId)
        {
            return Task.FromResult<byte[]?>(known.Key);
        }

        if (ReadWrapped(id) is not { } wrapped)
        {
            return Task.FromResult<byte[]?>(null);
        }

        CheckControllerKey(controllerId);
        var key = Unwrap(id, controllerId, wrapped);
        Remember(id, controllerId, key);
        if (ReadWrapped(id) is null)
        {
            // Destroyed since it was read; it must not live on in memory.
            _unwrapped.TryRemove(id, out _);
            return Task.FromResult<byte[]?>(null);
        }

        return Task.FromResult<byte[]?>(key);
    }

    /// <summary>Takes the row away, and what the log still holds of it.</summary>
    public async Task DestroyAsync(CaseId id, CancellationToken cancellation)
    {
        await _writer.ShredAsync(session => session.Execute("DELETE FROM case_keys WHERE case_id = $1", id.Value.ToByteArray()), cancellation);
        _unwrapped.TryRemove(id, out _);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
    }

    /// <summary>A controller that has case keys has had a key of its own.</summary>
    private void CheckControllerKey(string controllerId)
    {
        if (!_checked.ContainsKey(controllerId) && _readers.Read(session => session.QueryFirst(
            "SELECT 1 FROM case_keys WHERE controller_id = $1 LIMIT 1", r => r.GetInt64(0), controllerId)) == 1)
        {
            _controllerKeys.MustExist(controllerId);
            _checked.TryAdd(controllerId, true);
        }
    }

    private byte[]? ReadWrapped(CaseId id) => _readers.Read(session => session.QueryFirst(
        "SELECT wrapped FROM case_keys WHERE case_id = $1", r => r.GetFieldValue<byte[]>(0), id.Value.ToByteArray()));

    private byte[] Wrap(CaseId id, string controllerId, byte[] key)
    {
        var output = new byte[NonceSize + TagSize + key.Length];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_controllerKeys.WrappingKey(controllerId), TagSize);
        aes.Encrypt(output.AsSpan(0, NonceSize), key, output.AsSpan(NonceSize + TagSize), output.AsSpan(NonceSize, TagSize), AdditionalData(id, controllerId));
        return output;
    }

    private byte[] Unwrap(CaseId id, string controllerId, byte[] wrapped)
    {
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_controllerKeys.WrappingKey(controllerId), TagSize);
        aes.Decrypt(wrapped.AsSpan(0, NonceSize), wrapped.AsSpan(NonceSize + TagSize), wrapped.AsSpan(NonceSize, TagSize), key, AdditionalData(id, controllerId));
        return key;
    }

    private static byte[] AdditionalData(CaseId id, string controllerId) => [.. id.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(controllerId)];

    /// <summary>A bounded cache: when it is full it starts again, which costs a read per case.</summary>
    private void Remember(CaseId id, string controllerId, byte[] key)
    {
        if (_unwrapped.Count >= MaxCached)
        {
            _unwrapped.Clear();
        }

        _unwrapped[id] = (controllerId, key);
    }
}
