using System.Globalization;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Planted;
using DsrGateway.TestServers;
using Npgsql;

namespace DsrGateway.Chaos.Cluster;

/// <summary>One gateway process and its own links to everything it needs.</summary>
internal sealed class GatewayInstance : IAsyncDisposable
{
    private readonly Supervised _process;
    private readonly Dictionary<string, string> _environment;

    /// <param name="planted">The bug it is to have; null for the real thing.</param>
    public GatewayInstance(string name, string roles, ChaosCluster cluster, Dictionary<string, string> settings, string? planted)
    {
        (Name, Roles) = (name, roles);
        var environment = _environment = new Dictionary<string, string>(settings);
        if (cluster.Postgres is { } postgres)
        {
            Database = new Link($"{name}-database", "127.0.0.1", new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port);
            environment["Cases__Engine"] = "Distributed";
            environment["Cases__Distributed__Database"] = Through(cluster.Database, Database);
            environment["Cases__Distributed__KeyDatabase"] = Through(cluster.KeyDatabase, Database);
            environment["Gateway__Roles"] = roles;
            Broker = [.. cluster.Rabbit!.Nodes.Select((n, i) => new Link(string.Create(CultureInfo.InvariantCulture, $"{name}-broker{i + 1}"), n.Address, n.Port))];
            var broker = cluster.VirtualHost;
            var ports = string.Join(',', Broker.Select(l => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{l.Port}")));
            environment["Cases__Distributed__Broker"] = $"{broker[..(broker.IndexOf('@') + 1)]}{ports}{broker[broker.LastIndexOf('/')..]}";
        }

        Adapters = [.. cluster.Adapters.Select(a => new Link($"{name}-{a.Name}", "127.0.0.1", a.Port))];
        foreach (var (adapter, link) in cluster.Adapters.Zip(Adapters))
        {
            environment[$"Gateway__Adapters__{adapter.Name}"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{link.Port}");
        }

        var port = Ports.Free(1)[0];
        environment["Gateway__Listen"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        Clock = FakeClock.For(name, cluster.Folder, environment);
        _process = new Supervised(name, port, cluster.Folder, planted is null ? [Executable] : [Environment.ProcessPath!, PlantedBugs.Verb, planted], environment, cluster.Watch);
        Door = new GatewayDoor(name, port);
    }

    public static string Executable { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "DsrGateway.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "DsrGateway.Server"));

    public string Name { get; }

    public string Roles { get; }

    public bool IsApi => Roles is "All" || Roles.Contains("Api", StringComparison.Ordinal);

    public Supervised Process => _process;

    public GatewayDoor Door { get; }

    public Link? Database { get; }

    public IReadOnlyList<Link> Broker { get; } = [];

    public IReadOnlyList<Link> Adapters { get; }

    /// <summary>Null where it cannot be moved.</summary>
    public FakeClock? Clock { get; }

    public IEnumerable<Link> Links => [.. Database is null ? Array.Empty<Link>() : [Database], .. Broker, .. Adapters];

    /// <summary>Makes the controllers' keys, which the distributed engine never does by itself.</summary>
    public Task CreateKeysAsync() => Verb.RunAsync(Executable, ["keys", "create", "--all"], _environment);

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await _process.DisposeAsync();
        foreach (var link in Links)
        {
            await link.DisposeAsync();
        }
    }

    private static string Through(string connection, Link link) => new NpgsqlConnectionStringBuilder(connection) { Port = link.Port, Host = "127.0.0.1" }.ToString();
}
