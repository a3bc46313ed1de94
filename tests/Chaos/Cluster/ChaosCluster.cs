using System.Globalization;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Cluster;

/// <summary>The system under test: RabbitMQ, PostgreSQL, adapters and gateways, each a process, each pair with a link of its own.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    private const int PostgresMegabytes = 3072;
    private const int BrokerMegabytes = 512;

    /// <summary>Default settings, except that what is only a wait is short: many faults have to be lived through.</summary>
    private static readonly Dictionary<string, string> Waits = new()
    {
        ["Dispatch__MaxDelay"] = "00:00:05",
        ["Logging__LogLevel__Default"] = "Warning",
        ["Logging__LogLevel__DsrGateway"] = "Information",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_gcServer"] = "0",
    };

    private readonly Options _options;
    private readonly Caretaker _caretaker;

    private ChaosCluster(Options options)
    {
        _options = options;
        Folder = Directory.CreateTempSubdirectory("dsr-chaos-").FullName;
        _caretaker = new Caretaker(Folder);
        Record = options.Folder is null ? Path.Combine(Folder, "record") : options.Folder;
        Directory.CreateDirectory(Record);
    }

    /// <summary>Logs, settings, data: gone with the run.</summary>
    public string Folder { get; }

    /// <summary>History and ledgers: the oracle's.</summary>
    public string Record { get; }

    public PostgresServer? Postgres { get; private set; }

    public RabbitServer? Rabbit { get; private set; }

    /// <summary>Where it is, with all nodes: see <see cref="RabbitServer.CreateVirtualHostAsync"/>.</summary>
    public string VirtualHost { get; private set; } = "";

    public string Database { get; private set; } = "";

    public string KeyDatabase { get; private set; } = "";

    public string PostgresData => Path.Combine(Folder, "postgres");

    public IReadOnlyList<Supervised> Adapters { get; private set; } = [];

    public IReadOnlyList<GatewayInstance> Gateways { get; private set; } = [];

    public IEnumerable<Link> Links => Gateways.SelectMany(g => g.Links);

    /// <summary>Where nothing personal may stand in clear.</summary>
    public IEnumerable<string> Places => Rabbit is null ? [Folder] : [Folder, Rabbit.Folder, Path.GetDirectoryName(Postgres!.Log)!];

    public IEnumerable<string> LedgerFiles => Directory.GetFiles(Record, "ledger*.jsonl").Order(StringComparer.Ordinal);

    public static async Task<ChaosCluster> StartAsync(Options options)
    {
        await OwnSpace.PrepareAsync();
        var cluster = new ChaosCluster(options);
        try
        {
            await Task.WhenAll(options.Embedded ? Task.CompletedTask : cluster.StartServersAsync(), cluster.StartAdaptersAsync());
            await cluster.StartGatewaysAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends this one too, however this process ends.</summary>
    public void Watch(int processId) => _caretaker.Watch(processId);

    public string RabbitData(int node) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"rabbit{node + 1}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Gateways.Cast<IAsyncDisposable>().Concat(Adapters))
        {
            await process.DisposeAsync();
        }

        if (Rabbit is not null)
        {
            await Rabbit.DisposeAsync();
        }

        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        await OwnSpace.ReleaseAsync([PostgresData, .. Enumerable.Range(0, _options.Nodes).Select(RabbitData)]);
        _caretaker.Dispose();
    }

    private async Task StartServersAsync()
    {
        await OwnSpace.SmallDiskAsync(PostgresData, PostgresMegabytes);
        for (var node = 0; node < _options.Nodes; node++)
        {
            await OwnSpace.SmallDiskAsync(RabbitData(node), BrokerMegabytes);
        }

        // initdb wants an empty folder, and the folder's own folder has to let postgres through.
        OwnSpace.LetOthersThrough(Folder);
        var postgres = PostgresServer.StartAsync(new PostgresOptions { DataFolder = Path.Combine(PostgresData, "data"), Settings = ["max_wal_size=128MB"] });
        var rabbit = RabbitServer.StartOwnAsync(new RabbitOptions { Nodes = _options.Nodes, DataFolder = RabbitData });
        (Postgres, Rabbit) = (await postgres, await rabbit);
        (Database, KeyDatabase) = (await Postgres.CreateDatabaseAsync(), await Postgres.CreateDatabaseAsync());
        VirtualHost = await Rabbit.CreateVirtualHostAsync();
    }

    private async Task StartAdaptersAsync()
    {
        var ports = Ports.Free(_options.Adapters);
        Adapters = [.. ports.Select((port, i) => new Supervised(
            Controllers.Name(i), port, Folder,
            [Environment.ProcessPath!, "adapter", Controllers.Name(i), string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), Path.Combine(Record, $"ledger{i + 1}.jsonl"), "30"],
            new Dictionary<string, string> { ["DSR_CHAOS_FOLDER"] = Folder, ["DOTNET_TieredPGO"] = "0" }, Watch))];
        await Task.WhenAll(Adapters.Select(a =>
        {
            a.Start();
            return a.ListensAsync();
        }));
    }

    private async Task StartGatewaysAsync()
    {
        Controllers.Write(Path.Combine(Folder, "controllers"), _options.Adapters);
        var settings = new Dictionary<string, string>(Waits)
        {
            ["Gateway__ControllersFolder"] = Path.Combine(Folder, "controllers"),
            ["Cases__DataFolder"] = Path.Combine(Folder, "data"),
            ["Cases__KeyFolder"] = Path.Combine(Folder, "keys"),
        };
        var all = Enumerable.Range(1, _options.Embedded ? 1 : _options.Gateways).Select(i => (Name: string.Create(CultureInfo.InvariantCulture, $"gateway{i}"), Roles: "All"));
        var split = _options is { Split: true, Embedded: false } ? new[] { "Api", "Orchestrator", "Dispatcher" }.Select(r => (Name: r.ToLowerInvariant(), Roles: r)) : [];
        // A movable clock makes every look at it dear: one process has one.
        Gateways = [.. all.Concat(split).Select(g => new GatewayInstance(g.Name, g.Roles, this, settings, _options.Planted))];
        await Gateways[0].CreateKeysAsync();
        foreach (var gateway in Gateways)
        {
            gateway.Process.Start();
            // One after the other: the first sets the store up.
            await gateway.Process.ListensAsync();
            foreach (var link in gateway.Links)
            {
                link.LossPercent = _options.Lose;
            }
        }
    }
}
