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

    /// <summary>Whether cases of the controller are sealed under a key of its own already, be it here or not.</summary>
    Task<bool> HasKeysAsync(string controllerId, CancellationToken cancellation);

    /// <summary>
    /// Whether the controller's key in this process is the one by which its case keys are wrapped. Where there are none yet, it is so
    /// from now on, for every process.
    /// </summary>
    /// <exception cref="ControllerKeyException">The key cannot be used here.</exception>
    Task<bool> AcceptsAsync(string controllerId, CancellationToken cancellation);

    /// <summary>Destroys a case's key for good.</summary>
    Task DestroyAsync(CaseId id, CancellationToken cancellation);
}
