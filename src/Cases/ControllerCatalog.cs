using System.Security.Cryptography;
using System.Text;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases;

/// <summary>The controllers this gateway serves, as configured now. Open cases go on under the snapshot they were opened with.</summary>
public sealed class ControllerCatalog(IReadOnlyList<ControllerConfig> controllers)
{
    private readonly Dictionary<string, ConfigSnapshot> _snapshots = controllers.ToDictionary(c => c.Id, Snapshot, StringComparer.Ordinal);

    public IReadOnlyList<ControllerConfig> All => controllers;

    /// <summary>Every system that an adapter serves, with its controller.</summary>
    internal IEnumerable<(string ControllerId, SystemConfig System)> AskedSystems =>
        controllers.SelectMany(c => c.Systems.Where(s => !s.IsByHand).Select(s => (c.Id, s)));

    public ConfigSnapshot? Find(string controllerId) => _snapshots.GetValueOrDefault(controllerId);

    internal string? AdapterOf(string controllerId, string systemId) =>
        Find(controllerId)?.Config.Systems.FirstOrDefault(s => s.Id == systemId)?.Adapter;

    private static ConfigSnapshot Snapshot(ControllerConfig config) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(config.ToCanonicalJson()))), config);
}
