using DsrGateway.V1;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace DsrGateway.Demo;

/// <summary>One gateway with its default settings and two processes of the SQL adapter, in fresh folders, on free ports.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Child _sql;
    private readonly Child _sqlMailing;
    private readonly Child _gateway;
    private readonly List<GrpcChannel> _channels = [];

    public Stack()
    {
        var (adapter, gateway) = (Repository.Executable("DsrGateway.Adapters.Sql"), Repository.Executable("DsrGateway.Server"));
        _folder = Directory.CreateTempSubdirectory("dsr-demo-").FullName;
        Systems = new SampleSystems(Path.Combine(_folder, "systems"));
        _sql = new Child("sql", adapter, _folder, AdapterSettings(SqlAddress, system => !IsMailing(system)));
        _sqlMailing = new Child("sql-mailing", adapter, _folder, AdapterSettings(SqlMailingAddress, IsMailing));
        _gateway = new Child("gateway", gateway, _folder, new Dictionary<string, string>
        {
            ["Gateway:Listen"] = GatewayAddress.ToString(),
            ["Gateway:ControllersFolder"] = Path.Combine(Repository.Samples, "controllers"),
            ["Gateway:Adapters:sql"] = SqlAddress.ToString(),
            ["Gateway:Adapters:sql-mailing"] = SqlMailingAddress.ToString(),
            ["Cases:DataFolder"] = Path.Combine(_folder, "data"),
            ["Cases:KeyFolder"] = Path.Combine(_folder, "keys"),
        });
        var channel = Channel(GatewayAddress);
        // The contract's revision that this portal can read (docs/contracts.md).
        var reader = channel.Intercept(headers =>
        {
            headers.Add("dsr-contract-revision", "2");
            return headers;
        });
        Cases = new CaseService.CaseServiceClient(reader);
        Operators = new OperatorService.OperatorServiceClient(reader);
    }

    public Uri GatewayAddress { get; } = Child.FreeAddress();

    public Uri SqlAddress { get; } = Child.FreeAddress();

    public Uri SqlMailingAddress { get; } = Child.FreeAddress();

    public SampleSystems Systems { get; }

    public CaseService.CaseServiceClient Cases { get; }

    public OperatorService.OperatorServiceClient Operators { get; }

    public string Folder => _folder;

    public string TempFile(string name) => Path.Combine(_folder, name);

    public async Task StartAsync(CancellationToken cancellation)
    {
        Systems.Load();
        _sql.Start();
        _sqlMailing.Start();
        _gateway.Start();
        await Task.WhenAll(
            _sql.ReadyAsync(Channel(SqlAddress), cancellation),
            _sqlMailing.ReadyAsync(Channel(SqlMailingAddress), cancellation),
            _gateway.ReadyAsync(_channels[0], cancellation));
    }

    public Task KillMailingAdapterAsync() => _sqlMailing.KillAsync();

    public async Task RestartMailingAdapterAsync(CancellationToken cancellation)
    {
        _sqlMailing.Start();
        await _sqlMailing.ReadyAsync(Channel(SqlMailingAddress), cancellation);
    }

    /// <summary>Shows how the processes ended, for whoever has to find out why the demo failed.</summary>
    public void TellLogs()
    {
        foreach (var child in new[] { _gateway, _sql, _sqlMailing })
        {
            Screen.Line($"[grey]the end of {child.Name}'s log:\n{child.Tail()}[/]");
        }
    }

    /// <summary>Stays up until it is told to stop.</summary>
    public async Task StayAsync(CancellationToken cancellation)
    {
        Screen.Line($"""
            [bold]It stays up.[/] Gateway {GatewayAddress}, adapter sql {SqlAddress}, adapter sql-mailing {SqlMailingAddress}.
            Folder {_folder}: logs, the systems' databases, data and keys.
            Try, in another terminal:
              export DSR_GATEWAY={GatewayAddress.GetLeftPart(UriPartial.Authority)} DSR_ACTOR=me
              alias dsr={Repository.Executable("DsrGateway.Cli", "dsr")}
              dsr list --controller aurinkola
              dsr plan --controller smilee --right erasure --id email=asa.bergstrom@example.se
              dsr execute --controller aurinkola --right portability --id customer_number=A-10063
              dsr execute --controller pepron --right access --id email=marta.sjoblom@example.se
              dsr by-hand list --controller pepron
            Stop it with Ctrl-C; everything is removed then.
            """);
        await Task.Delay(Timeout.Infinite, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }

        await _gateway.DisposeAsync();
        await _sqlMailing.DisposeAsync();
        await _sql.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private GrpcChannel Channel(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Aurinkola's mailing tool has an adapter process of its own, so that it can be stopped alone.</summary>
    private static bool IsMailing((string Controller, string System) system) => system == ("aurinkola", "mailing-tool");

    private Dictionary<string, string> AdapterSettings(Uri address, Func<(string Controller, string System), bool> serves)
    {
        var settings = new Dictionary<string, string> { ["Adapter:Address"] = address.ToString() };
        var index = 0;
        foreach (var (controller, system) in SampleSystems.All.Where(serves))
        {
            var key = $"Sql:Systems:{index++}:";
            settings[key + "Controller"] = controller;
            settings[key + "SystemId"] = system;
            settings[key + "Provider"] = "sqlite";
            settings[key + "Connection"] = $"Data Source={Systems.File(controller, system)}";
            settings[key + "Map"] = SampleSystems.Map(controller, system);
        }

        return settings;
    }
}
