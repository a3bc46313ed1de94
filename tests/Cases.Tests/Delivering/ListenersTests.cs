using System.Net.Sockets;
using DsrGateway.StoreContract;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Whether a process hears is not for MassTransit's health alone to say. Here its endpoints are in memory: well, and untouched by what happens to connections,
/// as those that were seen deaf beside a broker.
/// </summary>
public sealed class ListenersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_endpoint_that_does_not_become_ready_on_a_new_connection_is_connected_anew_though_it_is_called_healthy()
    {
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddCases(new ControllerCatalog([Given.Snapshot.Config]), new CasesOptions()).BuildServiceProvider();
        var (bus, connections, log) = (services.GetRequiredService<IBusControl>(), services.GetRequiredService<BrokerConnections>(), new Recorder());
        using var listeners = ActivatorUtilities.CreateInstance<Listeners>(services, Roles.All, new CasesOptions { Engine = Engine.Distributed }, log);
        await bus.StartAsync();
        await listeners.StartAsync(default);
        await ListensAsync(listeners, queues: 3);
        Assert.Equal(BusHealthStatus.Healthy, bus.CheckHealth().Status);
        Assert.Equal(0, log.Anew.CurrentCount);

        using var connection = connections.Open(AddressFamily.InterNetwork);

        Assert.True(await log.Anew.WaitAsync(Patience));
        await ListensAsync(listeners, queues: 3);
        await listeners.StopAsync(default);
        await bus.StopAsync();
    }

    private static async Task ListensAsync(Listeners listeners, int queues)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (listeners.Queues.Count() != queues)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private sealed class Recorder : ILogger<Listeners>
    {
        private const int ConnectingAnew = 1210;

        public SemaphoreSlim Anew { get; } = new(0);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == ConnectingAnew)
            {
                Anew.Release();
            }
        }
    }
}
