using System.Diagnostics;
using DsrGateway.TestServers;
using RabbitMQ.Client;

namespace DsrGateway.Cases.Delivering;

/// <summary>What a cluster of three would do with a queue, told without a change to it.</summary>
[Trait("Needs", "servers")]
public sealed class QueueProbeTests : IAsyncLifetime
{
    private const string Queue = "steps";
    private const string Another = "cases";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private RabbitServer _rabbit = null!;
    private string _address = null!;
    private QueueProbe _probe = null!;

    public async Task InitializeAsync()
    {
        _rabbit = await RabbitServer.StartOwnAsync(new RabbitOptions { Nodes = 3 });
        _address = await _rabbit.CreateVirtualHostAsync();
        _probe = new QueueProbe(BrokerAddress.Parse(_address));
        await _rabbit.DeclareQuorumQueueAsync(_address, Queue);
        await _rabbit.DeclareQuorumQueueAsync(_address, Another);
    }

    public async Task DisposeAsync() => await _rabbit.DisposeAsync();

    [Fact]
    public async Task A_queue_is_served_as_long_as_most_of_its_members_are()
    {
        await IsAsync(QueueState.Missing, "none");
        await IsAsync(QueueState.Served);

        await _rabbit.GiveUpQueueAsync(_rabbit.Nodes[0], _address, Queue);
        await IsAsync(QueueState.Served);
        await _rabbit.GiveUpQueueAsync(_rabbit.Nodes[1], _address, Queue);
        await IsAsync(QueueState.NotServed);
        await IsAsync(QueueState.Served, Another);

        await _rabbit.ReviveAsync();
        await IsAsync(QueueState.Served);
    }

    [Fact]
    public async Task A_message_that_waits_in_it_waits_on()
    {
        var broker = BrokerAddress.Parse(_address);
        var (node, port) = broker.Nodes[0];
        var factory = new ConnectionFactory { HostName = node, Port = port, UserName = broker.User, Password = broker.Password, VirtualHost = broker.VirtualHost };
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        using var patience = new CancellationTokenSource(Patience);
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(confirmed);
        await channel.BasicPublishAsync("", Queue, "a step"u8.ToArray(), patience.Token);

        await IsAsync(QueueState.Served);

        BasicGetResult? waits;
        while ((waits = await channel.BasicGetAsync(Queue, autoAck: true, patience.Token)) is null)
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.Equal("a step"u8.ToArray(), waits.Body.ToArray());
    }

    /// <summary>Some seconds may pass until every node knows the virtual host, a new leader is chosen, or one sees that it leads nobody.</summary>
    private async Task IsAsync(QueueState expected, string queue = Queue)
    {
        var (waiting, state) = (Stopwatch.StartNew(), await _probe.AskAsync(queue, default));
        while (state != expected && waiting.Elapsed < Patience)
        {
            await Task.Delay(100);
            state = await _probe.AskAsync(queue, default);
        }

        Assert.Equal(expected, state);
    }
}
