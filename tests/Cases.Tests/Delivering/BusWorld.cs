using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;
using DsrGateway.StoreContract;
using DsrGateway.TestServers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client.Exceptions;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// The product's bus on a real broker, with its listeners and its sender, and without all that mends from outside or needs a store. What it hears it drops:
/// there are no adapters to ask.
/// </summary>
internal sealed class BusWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
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
        _services = Services().AddCases(new ControllerCatalog([Of(systems)]), options).BuildServiceProvider();
        _bus = _services.GetRequiredService<IBusControl>();
        _listeners = _services.GetRequiredService<Listeners>();
        Sender = _services.GetRequiredService<StepSender>();
        Connections = _services.GetRequiredService<BrokerConnections>();
    }

    public StepSender Sender { get; }

    public BrokerConnections Connections { get; }

    /// <summary>What MassTransit logs to outlives the provider that it came from, so it is one that is never disposed.</summary>
    public static IServiceCollection Services() =>
        new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));

    public static StepKey Step(string system) => new(CaseId.New(), "acme", system, 1);

    public string Queue(string system) => _services.GetRequiredService<StepQueues>().Name("acme", system);

    /// <summary>Without listeners a bus only sends.</summary>
    public async Task StartAsync(bool listening)
    {
        // The listeners do not wait for the bus, as in the product.
        var starting = _bus.StartAsync();
        if (listening)
        {
            await _listeners.StartAsync(CancellationToken.None);
        }

        await starting.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _listeners.StopAsync(limit.Token);
            await _bus.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MassTransitException or RabbitMQClientException)
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
