using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Asks the broker about its queues over connections of its own: a queue that lost its processes takes the connection of whoever uses it along, and the
/// bus has one for all.
/// </summary>
internal sealed class QueueProbe(BrokerAddress broker)
{
    private const ushort NotFound = 404;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, object?> LastOfAll = new() { ["x-priority"] = -100 };

    private readonly AmqpTcpEndpoint[] _nodes = [.. broker.Nodes.Select(n => new AmqpTcpEndpoint(n.Host, n.Port))];
    private readonly ConnectionFactory _connections = new()
    {
        UserName = broker.User,
        Password = broker.Password,
        VirtualHost = broker.VirtualHost,
        ClientProvidedName = "DsrGateway.QueueProbe",
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = Limit,
        ContinuationTimeout = Limit,
    };

    /// <summary>Those that nobody listens to, also for being missing or not served.</summary>
    /// <exception cref="RabbitMQClientException">The broker cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> UnheardAsync(IEnumerable<string> queues, CancellationToken cancellation)
    {
        var unheard = new List<string>();
        await using var connection = await ConnectAsync(cancellation);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            foreach (var queue in queues)
            {
                if (!channel.IsOpen)
                {
                    await channel.DisposeAsync();
                    channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
                }

                if (await ConsumersAsync(channel, queue, cancellation) is null or 0)
                {
                    unheard.Add(queue);
                }
            }
        }
        finally
        {
            await channel.DisposeAsync();
        }

        return unheard;
    }

    /// <summary>What the broker does with whoever listens to a queue now.</summary>
    public async Task<QueueState> AskAsync(string queue, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            // To take leave of a queue that does not answer may take longer than to ask it.
            return await ListenAsync(queue, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            return QueueState.NotServed;
        }
    }

    /// <summary>
    /// Only by listening: one whose processes are gone looks like one that nobody listens to, and one without a majority like one that somebody does. What
    /// is delivered here, only if nobody else takes it, goes back with the channel.
    /// </summary>
    private async Task<QueueState> ListenAsync(string queue, CancellationToken cancellation)
    {
        await using var connection = await ConnectAsync(cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        if (await ConsumersAsync(channel, queue, cancellation) is null)
        {
            return QueueState.Missing;
        }

        await channel.BasicQosAsync(0, 1, global: false, cancellation);
        await channel.BasicConsumeAsync(
            queue, autoAck: false, consumerTag: "", noLocal: false, exclusive: false, LastOfAll, new AsyncEventingBasicConsumer(channel), cancellation);
        return QueueState.Served;
    }

    private Task<IConnection> ConnectAsync(CancellationToken cancellation) => _connections.CreateConnectionAsync(_nodes, cancellation);

    /// <summary>Null if there is no such queue, and the channel is closed then.</summary>
    private static async Task<uint?> ConsumersAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellation)).ConsumerCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == NotFound)
        {
            return null;
        }
    }
}

/// <summary>What a broker does with a queue.</summary>
internal enum QueueState
{
    /// <summary>It is not declared.</summary>
    Missing,

    /// <summary>It exists but has no process, or the broker does not answer.</summary>
    NotServed,

    /// <summary>It can be listened to.</summary>
    Served,
}
