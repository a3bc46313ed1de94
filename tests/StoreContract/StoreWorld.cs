namespace DsrGateway.StoreContract;

/// <summary>A store and the place it keeps its data in, which outlives it.</summary>
public abstract class StoreWorld<TStore> : IAsyncDisposable
{
    /// <summary>The store; another object after each reopening.</summary>
    public abstract TStore Store { get; }

    /// <summary>Closes the store in order and opens it again.</summary>
    public abstract Task ReopenAsync();

    /// <summary>Opens what the store would leave if its process died this instant: no orderly close.</summary>
    public abstract Task CrashAsync();

    public abstract ValueTask DisposeAsync();
}
