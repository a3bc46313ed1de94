using DsrGateway.TestServers;
using RabbitMQ.Client;

namespace DsrGateway.Cases.Delivering;

/// <summary>What a cluster of three would do with a queue, told without a change to it.</summary>
public sealed class QueueProbeTests : IAsyncLifetime
{
    private const string Queue = "steps";
    private RabbitServer _rabbit = null!;
    private string _address = null!;
    private QueueProbe _probe = null!;

    public async Task InitializeAsync()
    {
        _rabbit = await RabbitServer.StartOwnAsync(new RabbitOptions { Nodes = 3 });
        _address = await _rabbit.CreateVirtualHostAsync();
        _probe = new QueueProbe(BrokerAddress.Parse(_address));
        await _rabbit.DeclareQuorumQueueAsync(_address, Queue);
    }

    public async Task DisposeAsync() => await _rabbit.DisposeAsync();

    [Fact]
    public async Task A_queue_is_served_as_long_as_most_of_its_members_are()
    {
        Assert.Equal(QueueState.Missing, await _probe.AskAsync("another", default));
        Assert.Equal(QueueState.Served, await _probe.AskAsync(Queue, default));

        await _rabbit.GiveUpQueueAsync(_rabbit.Nodes[0], _address, Queue);
        await IsAsync(QueueState.Served);
        await _rabbit.GiveUpQueueAsync(_rabbit.Nodes[1], _address, Queue);
        await IsAsync(QueueState.NotServed);

        await _rabbit.ReviveAsync();
        await IsAsync(QueueState.Served);
    }

    [Fact]
    public async Task A_message_that_waits_in_it_waits_on()
    {
        var broker = BrokerAddress.Parse(_address);
        var (node, port) = broker.Nodes[0];
        var factory = new ConnectionFactory { HostName = node, Port = port, UserName = broker.User, Password = broker.Password, VirtualHost = broker.VirtualHost };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync("", Queue, "a step"u8.ToArray());

        await IsAsync(QueueState.Served);

        BasicGetResult? waits = null;
        while ((waits = await channel.BasicGetAsync(Queue, autoAck: true)) is null)
        {
            await Task.Delay(20);
        }

        Assert.Equal("a step"u8.ToArray(), waits.Body.ToArray());
    }

    /// <summary>Some seconds may pass until a new leader is chosen, or one sees that it leads nobody.</summary>
    private async Task IsAsync(QueueState expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _probe.AskAsync(Queue, patience.Token) != expected)
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
