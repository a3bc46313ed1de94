using System.Globalization;
using DsrGateway.Demo;
using DsrGateway.TestServers;

namespace DsrGateway.Up;

/// <summary>The sample systems, their adapters, and the gateways.</summary>
internal sealed class Gateways(Options options, Processes processes, Postgres postgres, Rabbit rabbit)
{
    private static readonly string[] Roles = ["Api", "Orchestrator", "Dispatcher"];
    private readonly SampleSystems _systems = new(Path.Combine(options.Folder, "systems"));

    /// <summary>Name, roles and port of each.</summary>
    public IReadOnlyList<(string Name, string Roles, int Port)> All { get; private set; } = [];

    public async Task EnsureAsync()
    {
        if (!Directory.Exists(Path.Combine(options.Folder, "systems")))
        {
            _systems.Load();
        }

        string[] adapters = ["sql", "sql-mailing"];
        foreach (var (index, name) in adapters.Index())
        {
            processes.Ensure(name, [Repository.Executable("DsrGateway.Adapters.Sql"), .. AdapterSettings(processes.State.AdapterPorts[index], index == 1)]);
        }

        await Task.WhenAll(adapters.Select((name, i) => processes.ListensAsync(name, "127.0.0.1", processes.State.AdapterPorts[i])));
        await EnsureGatewaysAsync();
    }

    private async Task EnsureGatewaysAsync()
    {
        var wanted = options.Split
            ? Roles.Select(r => (Name: r.ToLowerInvariant(), Roles: r)).ToList()
            : Enumerable.Range(1, options.Gateways).Select(i => (Name: string.Create(CultureInfo.InvariantCulture, $"gateway{i}"), Roles: "All")).ToList();
        if (processes.State.GatewayPorts.Count < wanted.Count)
        {
            processes.Change(s => s with { GatewayPorts = [.. s.GatewayPorts, .. Ports.Free(wanted.Count - s.GatewayPorts.Count)] });
        }

        await Verb.RunAsync(Repository.Executable("DsrGateway.Server"), ["keys", "create", "--all"], Settings("All", 0));
        All = [.. wanted.Select((w, i) => (w.Name, w.Roles, processes.State.GatewayPorts[i]))];
        foreach (var gateway in All)
        {
            processes.Ensure(gateway.Name, [Repository.Executable("DsrGateway.Server"), .. Adapters()], Settings(gateway.Roles, gateway.Port));
            await processes.ListensAsync(gateway.Name, "127.0.0.1", gateway.Port);
        }
    }

    // Not by the environment: a shell passes on no variable with a hyphen in its name.
    private string[] Adapters() => [$"--Gateway:Adapters:sql={Url(processes.State.AdapterPorts[0])}", $"--Gateway:Adapters:sql-mailing={Url(processes.State.AdapterPorts[1])}"];

    // Passwords go by the environment: a command line can be read by anybody on the machine.
    private Dictionary<string, string> Settings(string roles, int port) => new()
    {
        ["Gateway__Listen"] = Url(port),
        ["Gateway__Roles"] = roles,
        ["Gateway__ControllersFolder"] = Path.Combine(Repository.Samples, "controllers"),
        ["Cases__Engine"] = "Distributed",
        ["Cases__KeyFolder"] = Path.Combine(options.Folder, "controller-keys"),
        ["Cases__Distributed__Database"] = postgres.Cases,
        ["Cases__Distributed__KeyDatabase"] = postgres.Keys,
        ["Cases__Distributed__Broker"] = rabbit.Address,
    };

    private IEnumerable<string> AdapterSettings(int port, bool mailing)
    {
        yield return $"--Adapter:Address={Url(port)}";
        foreach (var (index, (controller, system)) in SampleSystems.All.Where(s => (s == ("aurinkola", "mailing-tool")) == mailing).Index())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"--Sql:Systems:{index}:");
            yield return $"{key}Controller={controller}";
            yield return $"{key}SystemId={system}";
            yield return $"{key}Provider=sqlite";
            yield return $"{key}Connection=Data Source={_systems.File(controller, system)}";
            yield return $"{key}Map={SampleSystems.Map(controller, system)}";
        }
    }

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
