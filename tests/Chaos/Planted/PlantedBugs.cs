using DsrGateway.Cases.Storage;
using DsrGateway.Server.Hosting;

namespace DsrGateway.Chaos.Planted;

/// <summary>
/// Mistakes that the campaign has to find, or it proves nothing. None of them is in the product: the real gateway runs on a
/// store that makes the mistake.
/// </summary>
internal static class PlantedBugs
{
    /// <summary>The word by which this executable becomes a gateway with a bug.</summary>
    public const string Verb = "gateway-with";

    private static readonly Dictionary<string, Func<ICaseStore, ICaseStore>> All = new()
    {
        ["ack-before-commit"] = store => new AckBeforeCommit(store),
        ["drop-the-inbox"] = store => new DroppedInbox(store),
        ["reuse-operation-id"] = store => new ReusedOperationId(store),
        ["skip-the-fence"] = store => new SkippedFence(store),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <exception cref="FormatException">There is no such bug.</exception>
    public static string Known(string name) =>
        All.ContainsKey(name) ? name : throw new FormatException($"there is no planted bug {name}; there are {string.Join(", ", Names)}");

    /// <exception cref="FormatException">There is no such bug.</exception>
    public static Task RunGatewayAsync(string name, string[] arguments)
    {
        var spoil = All[Known(name)];
        return GatewayApp.Build(arguments, builder => Spoil(builder.Services, spoil)).RunAsync();
    }

    /// <summary>Only the cases' store: outbox, callbacks and changes stay the real store's own.</summary>
    private static void Spoil(IServiceCollection services, Func<ICaseStore, ICaseStore> spoil)
    {
        var real = services.Single(s => s.ServiceType == typeof(ICaseStore));
        services.Remove(real);
        services.AddSingleton(provider => spoil((ICaseStore)real.ImplementationFactory!(provider)));
    }
}
