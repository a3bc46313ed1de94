using DsrGateway.StoreContract;

namespace DsrGateway.Cases.Storage;

/// <summary>A SQLite store in a folder of its own. A crash is opening a copy of its files while the store is still running.</summary>
internal sealed class SqliteWorld<TStore, TImplementation>(Func<string, TImplementation> open) : StoreWorld<TStore>
    where TImplementation : TStore, IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _crashed = [];
    private readonly List<TempFolder> _folders = [new()];
    private TImplementation? _store;

    public TempFolder Folder => _folders[^1];

    public override TStore Store => _store ??= open(Folder.Path);

    public override async Task ReopenAsync()
    {
        if (_store is { } store)
        {
            await store.DisposeAsync();
        }

        _store = default;
    }

    public override Task CrashAsync()
    {
        _ = Store;
        _crashed.Add(_store!);
        var left = new TempFolder();
        Folder.CopyTo(left.Path);
        _folders.Add(left);
        _store = default;
        return Task.CompletedTask;
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
