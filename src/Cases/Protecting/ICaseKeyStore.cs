namespace DsrGateway.Cases.Protecting;

/// <summary>
/// Keeps one key per case, wrapped under the controller's key, apart from the data and from its backups. Destroying a key
/// makes every copy of what it sealed unreadable.
/// </summary>
public interface ICaseKeyStore
{
    /// <summary>Makes a case's key; durable when this returns.</summary>
    Task<byte[]> CreateAsync(CaseId id, string controllerId, CancellationToken cancellation);

    /// <summary>Reads a case's key; null if it was destroyed or never made.</summary>
    Task<byte[]?> FindAsync(CaseId id, string controllerId, CancellationToken cancellation);

    /// <summary>Destroys a case's key for good.</summary>
    Task DestroyAsync(CaseId id, CancellationToken cancellation);
}
