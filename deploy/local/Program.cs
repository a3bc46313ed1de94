using System.Globalization;
using DsrGateway.Demo;
using DsrGateway.Up;

try
{
    var options = Options.Parse(args);
    await (options.Down ? DownAsync(options) : UpAsync(options));
    return 0;
}
catch (Exception e) when (e is DemoException or FormatException or InvalidOperationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static async Task UpAsync(Options options)
{
    Directory.CreateDirectory(options.Folder);
    var state = State.Load(options.Folder);
    if (state is not null && state.Nodes != options.Nodes)
    {
        throw new DemoException($"{options.Folder} holds a RabbitMQ of {state.Nodes.ToString(CultureInfo.InvariantCulture)} nodes; ./dev down --wipe first");
    }

    var processes = new Processes(options.Folder, state ?? State.New(options.Nodes));
    processes.Change(s => s);
    var (postgres, rabbit) = (new Postgres(options.Folder, processes), new Rabbit(options.Folder, processes));
    await Task.WhenAll(postgres.EnsureAsync(), rabbit.EnsureAsync());
    var gateways = new Gateways(options, processes, postgres, rabbit);
    await gateways.EnsureAsync();
    foreach (var (name, roles, port) in gateways.All)
    {
        Console.WriteLine($"{name,-12} http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}  {roles}");
    }

    Console.WriteLine($"""
        PostgreSQL   127.0.0.1:{processes.State.PostgresPort.ToString(CultureInfo.InvariantCulture)}  databases dsr_cases and dsr_keys
        RabbitMQ     {string.Join(", ", processes.State.Rabbit.Ports.Select(p => p.ToString(CultureInfo.InvariantCulture)))}  virtual host dsr
        Folder       {options.Folder}: logs, data, and up.json with ports and passwords
        Try:
          export DSR_GATEWAY=http://127.0.0.1:{gateways.All[0].Port.ToString(CultureInfo.InvariantCulture)} DSR_ACTOR=me
          alias dsr={Repository.Executable("DsrGateway.Cli", "dsr")}
          dsr execute --controller aurinkola --right access --id email=eero.nurmi@example.fi
          dsr list --controller aurinkola          # at another gateway: DSR_GATEWAY=http://127.0.0.1:{gateways.All[^1].Port.ToString(CultureInfo.InvariantCulture)}
        End it with ./dev down; the data stays unless --wipe.
        """);
}

static async Task DownAsync(Options options)
{
    if (State.Load(options.Folder) is not { } state)
    {
        Console.WriteLine($"nothing was started in {options.Folder}");
        return;
    }

    await new Processes(options.Folder, state).EndAllAsync(Console.WriteLine);
    if (options.Wipe)
    {
        Directory.Delete(options.Folder, recursive: true);
    }
}
