using System.Security.Cryptography;
using System.Text;
using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases;

/// <summary>
/// The controllers this gateway serves, as configured now; they may be replaced while it runs. Open cases go on under the
/// snapshot they were opened with.
/// </summary>
public sealed class ControllerCatalog
{
    private volatile State _state;

    public ControllerCatalog(IReadOnlyList<ControllerConfig> controllers) => _state = State.Of(controllers);

    /// <summary>Whoever must be ready for the systems of a new configuration before anybody can open a case under it.</summary>
    internal Func<IEnumerable<(string ControllerId, SystemConfig System)>, Task>? Preparing { get; set; }

    public IReadOnlyList<ControllerConfig> All => _state.Controllers;

    /// <summary>Every system that an adapter serves, with its controller.</summary>
    internal IEnumerable<(string ControllerId, SystemConfig System)> AskedSystems => _state.AskedSystems;

    /// <summary>Takes another configuration in the place of this one, all at once.</summary>
    public async Task ReplaceAsync(IReadOnlyList<ControllerConfig> controllers)
    {
        var next = State.Of(controllers);
        await (Preparing?.Invoke(next.AskedSystems) ?? Task.CompletedTask);
        _state = next;
    }

    public ConfigSnapshot? Find(string controllerId) => _state.Snapshots.GetValueOrDefault(controllerId);

    /// <summary>Where the controller's portal is told now that a case ended; null if it is not.</summary>
    internal CallbackConfig? FindCallback(string controllerId) => Find(controllerId)?.Config.Callback;

    /// <summary>A system that an adapter serves now; null if the configuration names it no more.</summary>
    internal SystemConfig? FindAsked(string controllerId, string systemId) => _state.Asked.GetValueOrDefault((controllerId, systemId));

    private sealed record State(
        IReadOnlyList<ControllerConfig> Controllers, Dictionary<string, ConfigSnapshot> Snapshots, Dictionary<(string, string), SystemConfig> Asked)
    {
        public IEnumerable<(string ControllerId, SystemConfig System)> AskedSystems => Asked.Select(s => (s.Key.Item1, s.Value));

        public static State Of(IReadOnlyList<ControllerConfig> controllers) => new(
            controllers,
            controllers.ToDictionary(c => c.Id, Snapshot, StringComparer.Ordinal),
            controllers.SelectMany(c => c.Systems.Where(s => !s.IsByHand).Select(s => (c.Id, System: s))).ToDictionary(s => (s.Id, s.System.Id), s => s.System));

        private static ConfigSnapshot Snapshot(ControllerConfig config) =>
            new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(config.ToCanonicalJson()))), config);
    }
}
