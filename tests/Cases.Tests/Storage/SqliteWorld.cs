using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>A SQLite store in a folder of its own. A crash is opening a copy of its files while the store is still running.</summary>
internal sealed class SqliteWorld<TStore, TImplementation>(Func<string, TImplementation> open) : StoreWorld<TStore>
    where TImplementation : class, TStore, IAsyncDisposable
{
    private readonly Lock _opening = new();
    private readonly List<IAsyncDisposable> _crashed = [];
    private readonly List<TempFolder> _folders = [new()];
    private TImplementation? _store;

    public TempFolder Folder => _folders[^1];

    public override TStore Store
    {
        get
        {
            lock (_opening)
            {
                return _store ??= open(Folder.Path);
            }
        }
    }

    public override async Task ReopenAsync()
    {
        if (_store is { } store)
        {
            await store.DisposeAsync();
        }

        _store = null;
    }

    public override Task CrashAsync()
    {
        _ = Store;
        _crashed.Add(_store!);
        var left = new TempFolder();
        using (HoldLogs())
        {
            Folder.CopyTo(left.Path);
        }

        _folders.Add(left);
        _store = null;
        return Task.CompletedTask;
    }

    /// <summary>A reader keeps the log from starting again while files are copied one after another; a real crash takes all at once.</summary>
    private DisposableConnections HoldLogs() => new([.. Directory.GetFiles(Folder.Path, "*.db").Select(path =>
    {
        var session = new SqliteConnections(path).Open();
        session.Execute("BEGIN");
        session.QueryFirst("SELECT count(*) FROM sqlite_master", r => r.GetInt64(0));
        return session;
    })]);

    private sealed class DisposableConnections(SqliteSession[] sessions) : IDisposable
    {
        public void Dispose() => Array.ForEach(sessions, s => s.Dispose());
    }

    public override async ValueTask DisposeAsync()
    {
        await ReopenAsync();
        foreach (var store in _crashed)
        {
            await store.DisposeAsync();
        }

        _folders.ForEach(f => f.Dispose());
    }
}
