using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Asks the broker itself, over a connection of its own, whether this process still hears and is heard: the libraries have been seen waiting for ever
/// for a channel that had died, and calling that healthy. Then the bus's connections are cut, so that it makes new ones. A process that even that does
/// not help ends, for its service manager to start it anew; nothing is lost by it.
/// </summary>
/// <param name="probe">Asks the broker.</param>
/// <param name="heard">The queues that this process has listened to; how long a start may take is not known here.</param>
/// <param name="unsent">The queues that it could not send to for so long, if it could send to none.</param>
/// <param name="cut">Cuts the bus's connections.</param>
internal sealed class BrokerWatch(
    QueueProbe probe, Func<IEnumerable<string>> heard, Func<TimeSpan, IEnumerable<string>> unsent, Action cut, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<BrokerWatch> log)
    : BackgroundService
{
    /// <summary>A process ends after so many cuts that did not help, that is after a minute: by ending it also drops its callers.</summary>
    private const int MostCuts = 10;

    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _notServed = new(StringComparer.Ordinal);

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

    /// <summary>By what the broker itself would do: a queue that it does not serve says nothing of this process, nor does a broker that does not answer.</summary>
    internal async Task<bool> IsCutOffAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(LookLimit);
        try
        {
            var unheard = await probe.UnheardAsync(heard(), limit.Token).WaitAsync(limit.Token);
            return await IsAnyAsync([.. unheard.Select(q => (q, false)), .. unsent(Patience).Select(q => (q, true))], limit.Token);
        }
        catch (Exception e) when (e is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException or ObjectDisposedException)
        {
            stopping.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Whether the broker serves one of them, or lets it be declared by who listens to it. Those that it did not serve before come last: each takes seconds.</summary>
    private async Task<bool> IsAnyAsync((string Queue, bool IsUnsent)[] asked, CancellationToken cancellation)
    {
        foreach (var (queue, isUnsent) in asked.OrderBy(a => _notServed.Contains(a.Queue)))
        {
            var state = await probe.AskAsync(queue, cancellation);
            _ = state == QueueState.NotServed ? _notServed.Add(queue) : _notServed.Remove(queue);
            if (state == QueueState.Served || (state == QueueState.Missing && !isUnsent))
            {
                return true;
            }
        }

        return false;
    }
}

internal static partial class BrokerWatchLog
{
    [LoggerMessage(1215, LogLevel.Warning, "This process does not hear the broker, or is not heard, although the broker is well; its connections are cut and made anew")]
    public static partial void Cutting(this ILogger log);

    [LoggerMessage(1213, LogLevel.Critical, "This process neither hears the broker nor mends that, although the broker is well; it ends, to be started anew")]
    public static partial void CutOff(this ILogger log);
}
