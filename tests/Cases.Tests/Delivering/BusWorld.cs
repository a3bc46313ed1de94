using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;
using DsrGateway.StoreContract;
using DsrGateway.TestServers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DsrGateway.Cases.Delivering;

/// <summary>The product's bus on a real broker, with its listeners and its sender, and without all that mends from outside or needs a store.</summary>
internal sealed class BusWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IBusControl _bus;
    private readonly Listeners _listeners;

    /// <param name="broker">An empty virtual host, see <see cref="RabbitServer.CreateVirtualHostAsync"/>.</param>
    /// <param name="systems">Those of the one controller.</param>
    public BusWorld(string broker, params IReadOnlyList<string> systems)
    {
        var options = new CasesOptions
        {
            Engine = Engine.Distributed,
            DrainTime = TimeSpan.FromSeconds(1),
            Distributed = new DistributedOptions { Database = "Host=none", KeyDatabase = "Host=none-either", Broker = broker, QueuePrefix = "t." },
        };
        // Not one of each world: MassTransit's log is the first's for good.
        _services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddCases(new ControllerCatalog([Of(systems)]), options).BuildServiceProvider();
        _bus = _services.GetRequiredService<IBusControl>();
        _listeners = _services.GetRequiredService<Listeners>();
        Sender = _services.GetRequiredService<StepSender>();
        Connections = _services.GetRequiredService<BrokerConnections>();
        Probe = _services.GetRequiredService<QueueProbe>();
        var names = _services.GetRequiredService<StepQueues>();
        Queues = [names.Cases, names.Dropped, .. systems.Select(s => names.Name("acme", s))];
    }

    public StepSender Sender { get; }

    public BrokerConnections Connections { get; }

    public QueueProbe Probe { get; }

    /// <summary>All that are listened to.</summary>
    public IReadOnlyList<string> Queues { get; }

    public static StepKey Step(string system) => new(CaseId.New(), "acme", system, 1);

    /// <summary>Without listeners a bus only sends.</summary>
    public async Task StartAsync(bool listening)
    {
        // As in the product: the listeners do not wait for the bus.
        var starting = _bus.StartAsync();
        if (listening)
        {
            await _listeners.StartAsync(CancellationToken.None);
        }

        await starting;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _listeners.StopAsync(limit.Token);
            await _bus.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // See BusHost.
        }

        await _services.DisposeAsync();
    }

    private static ControllerConfig Of(IReadOnlyList<string> systems)
    {
        var controller = Given.Snapshot.Config;
        var register = controller.Registers[0];
        return controller with { Registers = [register with { Systems = [.. systems.Select(s => register.Systems[0] with { Id = s })] }] };
    }
}
