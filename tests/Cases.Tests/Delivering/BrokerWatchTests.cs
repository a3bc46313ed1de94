using DsrGateway.TestServers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace DsrGateway.Cases.Delivering;

/// <summary>A process that is cut off from a broker that is well ends; nothing else makes it end.</summary>
[Trait("Needs", "servers")]
public sealed class BrokerWatchTests : IAsyncLifetime, IDisposable
{
    private const string Queue = "steps";
    private readonly Lifetime _lifetime = new();
    private RabbitServer _rabbit = null!;
    private string _host = null!;
    private string[] _unsent = [];
    private int _cuts;

    public async Task InitializeAsync()
    {
        _rabbit = await RabbitServer.StartOwnAsync();
        _host = await _rabbit.CreateVirtualHostAsync();
        await _rabbit.DeclareQuorumQueueAsync(_host, Queue);
    }

    public async Task DisposeAsync() => await _rabbit.DisposeAsync();

    public void Dispose() => _lifetime.Dispose();

    [Fact]
    public async Task A_queue_that_nobody_listens_to_ends_the_process_if_it_stays_so()
    {
        using var watch = Watch(Queue);

        await watch.StartAsync(default);
        await _lifetime.Stopped.WaitAsync(TimeSpan.FromSeconds(60));
        await watch.StopAsync(default);
        var exitCode = Environment.ExitCode;
        Environment.ExitCode = 0;

        Assert.Equal(1, exitCode);
        Assert.True(_cuts > 1, "It tries new connections first, more than once.");
    }

    [Fact]
    public async Task A_queue_that_went_and_was_not_declared_again_counts_as_one_that_nobody_listens_to()
    {
        using var watch = Watch("gone");

        Assert.True(await watch.IsCutOffAsync(default));
    }

    [Fact]
    public async Task Whoever_listens_is_not_cut_off_unless_nothing_can_be_sent()
    {
        using var watch = Watch(Queue);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_host) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicConsumeAsync(Queue, autoAck: true, new AsyncEventingBasicConsumer(channel));

        Assert.False(await watch.IsCutOffAsync(default));
        _unsent = [Queue];
        Assert.True(await watch.IsCutOffAsync(default));
    }

    [Fact]
    public async Task A_broker_that_gave_up_the_queue_or_is_away_is_no_fault_of_the_process()
    {
        using var watch = Watch(Queue);
        _unsent = [Queue];
        var node = Assert.Single(_rabbit.Nodes);
        await _rabbit.GiveUpQueueAsync(node, _host, Queue);

        Assert.False(await watch.IsCutOffAsync(default));
        await node.KillAsync();
        Assert.False(await watch.IsCutOffAsync(default));
    }

    [Fact]
    public async Task A_queue_that_the_broker_gave_up_hides_no_other_and_what_cannot_be_sent_to_it_alone_is_no_fault_of_the_process()
    {
        await _rabbit.DeclareQuorumQueueAsync(_host, "dead");
        await _rabbit.GiveUpQueueAsync(Assert.Single(_rabbit.Nodes), _host, "dead");
        using var deaf = Watch("dead", Queue);
        Assert.True(await deaf.IsCutOffAsync(default));

        using var mute = Watch();
        _unsent = ["dead"];
        Assert.False(await mute.IsCutOffAsync(default));
        _unsent = ["dead", Queue];
        Assert.True(await mute.IsCutOffAsync(default));
    }

    [Fact]
    public async Task Connections_that_are_cut_end_at_once_and_new_ones_are_well()
    {
        var connections = new BrokerConnections(TimeProvider.System);
        var factory = new ConnectionFactory { Uri = new Uri(_host), SocketFactory = connections.Open, AutomaticRecoveryEnabled = false };
        await using var old = await factory.CreateConnectionAsync();
        var ended = new TaskCompletionSource();
        old.ConnectionShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };

        connections.Cut();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        connections.Cut();

        await using var anew = await factory.CreateConnectionAsync();
        Assert.True(anew.IsOpen);
    }

    private BrokerWatch Watch(params string[] queues) =>
        new(new QueueProbe(BrokerAddress.Parse(_host)), () => queues, _ => _unsent, () => _cuts++, _lifetime, TimeProvider.System, NullLogger<BrokerWatch>.Instance)
        {
            LookAgain = TimeSpan.FromMilliseconds(50),
            Patience = TimeSpan.FromMilliseconds(200),
        };

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly TaskCompletionSource _stopped = new();
        private readonly CancellationTokenSource _stopping = new();

        public Task Stopped => _stopped.Task;

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopped.TrySetResult();

        public void Dispose() => _stopping.Dispose();
    }
}
