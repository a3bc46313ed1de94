using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Asks the broker itself, over a connection of its own, whether this process still hears and is heard: the libraries have been seen waiting for ever
/// for a channel that had died, and calling that healthy. Then the bus's connections are cut, so that it makes new ones. A process that even that does
/// not help ends, for its service manager to start it anew; nothing is lost by it.
/// </summary>
/// <param name="broker">Where it is.</param>
/// <param name="queues">The queues that this process has listened to; how long a start may take is not known here.</param>
/// <param name="sendingFails">Whether all it tried to send for so long failed.</param>
/// <param name="cut">Cuts the bus's connections.</param>
internal sealed class BrokerWatch(
    BrokerAddress broker, Func<IEnumerable<string>> queues, Func<TimeSpan, bool> sendingFails, Action cut, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<BrokerWatch> log)
    : BackgroundService
{
    private const ushort NotFound = 404;

    /// <summary>A process ends after so many cuts that did not help, that is after a minute: by ending it also drops its callers.</summary>
    private const int MostCuts = 10;

    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(10);

    private readonly ConnectionFactory _connections = new()
    {
        UserName = broker.User,
        Password = broker.Password,
        VirtualHost = broker.VirtualHost,
        ClientProvidedName = "DsrGateway.BrokerWatch",
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
    };

    internal TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Listeners that lost their connection are connected anew within seconds, see <see cref="Listeners"/>.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, clock);
        var (since, cuts) = ((long?)null, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!await IsCutOffAsync(stoppingToken))
            {
                (since, cuts) = (null, 0);
                continue;
            }

            since ??= clock.GetTimestamp();
            if (clock.GetElapsedTime(since.Value) < Patience)
            {
                continue;
            }

            if (cuts == MostCuts)
            {
                log.CutOff();
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }

            log.Cutting();
            cut();
            (since, cuts) = (clock.GetTimestamp(), cuts + 1);
        }
    }

    /// <summary>False too where the broker is not well itself: then nobody can tell.</summary>
    internal async Task<bool> IsCutOffAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LookLimit);
        try
        {
            await using var connection = await _connections.CreateConnectionAsync([.. broker.Nodes.Select(n => new AmqpTcpEndpoint(n.Host, n.Port))], limit.Token);
            var (unasked, isDeaf) = (new Queue<string>(queues()), false);
            while (unasked.Count > 0)
            {
                isDeaf |= await AskUntilNobodyAsync(connection, unasked, limit.Token);
            }

            return isDeaf || sendingFails(Patience);
        }
        catch (Exception e) when (e is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            stopping.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Asks over one channel, up to the first queue that has nobody: that one may have closed it, or is listened to by it.</summary>
    private static async Task<bool> AskUntilNobodyAsync(IConnection connection, Queue<string> unasked, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        while (unasked.TryDequeue(out var queue))
        {
            if (await HasNobodyAsync(channel, queue, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nobody listens to a queue that would serve who did.</summary>
    private static async Task<bool> HasNobodyAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        try
        {
            if ((await channel.QueueDeclarePassiveAsync(queue, cancellation)).ConsumerCount > 0)
            {
                return false;
            }
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == NotFound)
        {
            return true;
        }

        // A queue whose process is gone looks like one that nobody listens to, but takes nobody either. What is delivered here goes back with the channel.
        await channel.BasicQosAsync(0, 1, global: false, cancellation);
        await channel.BasicConsumeAsync(queue, autoAck: false, new AsyncEventingBasicConsumer(channel), cancellation);
        return true;
    }
}

internal static partial class BrokerWatchLog
{
    [LoggerMessage(1215, LogLevel.Warning, "This process does not hear the broker, or is not heard, although the broker is well; its connections are cut and made anew")]
    public static partial void Cutting(this ILogger log);

    [LoggerMessage(1213, LogLevel.Critical, "This process neither hears the broker nor mends that, although the broker is well; it ends, to be started anew")]
    public static partial void CutOff(this ILogger log);
}
