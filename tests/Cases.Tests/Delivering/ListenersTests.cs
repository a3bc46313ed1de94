using System.Net.Sockets;
using DsrGateway.StoreContract;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Whether a process hears is not for MassTransit's health alone to say. Here its endpoints are in memory: well, and untouched by what happens to connections,
/// as those that were seen deaf beside a broker.
/// </summary>
public sealed class ListenersTests
{
    /// <summary>Of cases, of the one system, of dropped systems.</summary>
    private const int Queues = 3;

    private static readonly string Prefix = new CasesOptions().Distributed.QueuePrefix;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_endpoint_that_does_not_become_ready_on_a_new_connection_is_connected_anew_though_it_is_called_healthy()
    {
        await using var services = BusWorld.Services().AddCases(new ControllerCatalog([Given.Snapshot.Config]), new CasesOptions()).BuildServiceProvider();
        var (bus, connections) = (services.GetRequiredService<IBusControl>(), services.GetRequiredService<BrokerConnections>());
        using var listeners = ActivatorUtilities.CreateInstance<Listeners>(services, Roles.All, new CasesOptions { Engine = Engine.Distributed });
        var seen = new Seen();
        bus.ConnectReceiveEndpointObserver(seen);
        await bus.StartAsync();
        await listeners.StartAsync(default);
        await seen.AreReadyAsync(endpoints: Queues);
        Assert.Equal(BusHealthStatus.Healthy, bus.CheckHealth().Status);

        using var connection = connections.Open(AddressFamily.InterNetwork);

        await seen.AreReadyAsync(endpoints: Queues);
        await listeners.StopAsync(default).WaitAsync(Patience);
        await bus.StopAsync().WaitAsync(Patience);
    }

    private sealed class Seen : IReceiveEndpointObserver
    {
        private readonly SemaphoreSlim _ready = new(0);

        /// <summary>So many more.</summary>
        public async Task AreReadyAsync(int endpoints)
        {
            for (var i = 0; i < endpoints; i++)
            {
                Assert.True(await _ready.WaitAsync(Patience), $"{endpoints - i} of {endpoints} endpoints did not become ready.");
            }
        }

        public Task Ready(ReceiveEndpointReady ready)
        {
            // The bus has one of its own.
            if (ready.InputAddress.AbsolutePath.Contains(Prefix, StringComparison.Ordinal))
            {
                _ready.Release();
            }

            return Task.CompletedTask;
        }

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

        public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
    }
}
