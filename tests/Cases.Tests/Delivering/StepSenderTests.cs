using DsrGateway.TestServers;

namespace DsrGateway.Cases.Delivering;

/// <summary>What follows for a process from what it could not send.</summary>
[Trait("Needs", "servers")]
public sealed class StepSenderTests : IAsyncLifetime
{
    private RabbitServer _rabbit = null!;
    private string _address = null!;

    public async Task InitializeAsync()
    {
        _rabbit = await RabbitServer.StartOwnAsync();
        _address = await _rabbit.CreateVirtualHostAsync();
    }

    public async Task DisposeAsync() => await _rabbit.DisposeAsync();

    [Fact]
    public async Task A_message_that_comes_back_is_not_sent_and_yet_the_broker_was_heard()
    {
        await using var world = new BusWorld(_address, "crm", "mail");
        await world.StartAsync(listening: false);

        // Nobody has listened, so no queue takes it. The first may take longer than it is given.
        Assert.False(await world.Sender.TrySendAsync(BusWorld.Step("crm")));
        Assert.False(await world.Sender.TrySendAsync(BusWorld.Step("crm")));

        Assert.Empty(world.Sender.Unsent(TimeSpan.Zero));
        Assert.Equal(100, world.Sender.Most(100));
    }

    [Fact]
    public async Task Who_reaches_the_broker_sweeps_on_though_one_queue_takes_nothing()
    {
        await using var world = new BusWorld(_address, "crm", "mail");
        await SendsToAllAsync(world);
        await _rabbit.GiveUpQueueAsync(Assert.Single(_rabbit.Nodes), _address, world.Queue("mail"));
        await SendsAsync(world, "crm");

        Assert.False(await world.Sender.TrySendAsync(BusWorld.Step("mail")));

        Assert.Equal([world.Queue("mail")], world.Sender.Unsent(TimeSpan.Zero));
        Assert.Equal(100, world.Sender.Most(100));
    }

    [Fact]
    public async Task Who_does_not_reach_it_takes_one_at_a_time_until_it_is_back()
    {
        await using var world = new BusWorld(_address, "crm", "mail");
        await SendsToAllAsync(world);
        var node = Assert.Single(_rabbit.Nodes);
        await node.KillAsync();

        Assert.False(await world.Sender.TrySendAsync(BusWorld.Step("crm")));
        Assert.False(await world.Sender.TrySendAsync(BusWorld.Step("mail")));
        Assert.Equal(1, world.Sender.Most(100));

        await RabbitServer.RestartAsync(node);
        await SendsAsync(world, "crm");
        Assert.Equal(100, world.Sender.Most(100));
    }

    private static async Task SendsToAllAsync(BusWorld world)
    {
        await world.StartAsync(listening: true);
        await SendsAsync(world, "crm");
        await SendsAsync(world, "mail");
    }

    /// <summary>A bus that waits for a channel which died is cut off, as by <see cref="BrokerWatch"/>.</summary>
    private static async Task SendsAsync(BusWorld world, string system)
    {
        const int Fails = 10;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        for (var fails = 1; !await world.Sender.TrySendAsync(BusWorld.Step(system)); fails++)
        {
            await Task.Delay(500, patience.Token);
            if (fails % Fails == 0)
            {
                world.Connections.Cut();
            }
        }
    }
}
