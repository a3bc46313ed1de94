using System.Collections.Concurrent;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Protecting;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases;

/// <summary>Reads cases and opens what is sealed in them.</summary>
internal sealed class CaseReader(ICaseStore store, RecentCases recent, ICaseKeyStore keys, ControllerCatalog catalog)
{
    private readonly ConcurrentDictionary<string, ControllerConfig> _snapshots = new(StringComparer.Ordinal);

    public ICaseStore Store => store;

    public RecentCases Recent => recent;

    public ControllerCatalog Catalog => catalog;

    public async Task<CaseSnapshot> ReadAsync(CaseId id, CancellationToken cancellation) =>
        await store.ReadAsync(id, cancellation) ?? throw CaseException.NotFound();

    public async Task<CaseVault> VaultAsync(CaseRow row, CancellationToken cancellation)
    {
        var key = await keys.FindAsync(row.Id, row.ControllerId, cancellation)
            ?? throw new InvalidOperationException($"The key of case {row.Id} is gone.");
        return new CaseVault(row.Id, key);
    }

    /// <summary>The configuration the case was opened under. Snapshots never change, so they are kept.</summary>
    public async Task<ControllerConfig> ConfigAsync(CaseRow row, CancellationToken cancellation)
    {
        if (!_snapshots.TryGetValue(row.SnapshotId, out var config))
        {
            config = (await store.ReadSnapshotAsync(row.SnapshotId, cancellation)).Config;
            _snapshots[row.SnapshotId] = config;
        }

        return config;
    }
}
