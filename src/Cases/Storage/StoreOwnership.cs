namespace DsrGateway.Cases.Storage;

/// <summary>Whether this process alone owns the store. Then, after its start, nothing can be under way that the store says is.</summary>
internal sealed record StoreOwnership(bool IsSole);
