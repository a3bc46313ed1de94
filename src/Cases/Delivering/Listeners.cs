using System.Collections.Concurrent;
using DsrGateway.Cases.Configuring;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Listens to the queues of this process's roles: those of all systems, also of each that the configuration brings while the
/// process runs. A system that the configuration drops is listened to on: its queue may still hold askings.
/// </summary>
internal sealed class Listeners(
    IReceiveEndpointConnector connector, IBusControl bus, StepQueues queues, ControllerCatalog catalog, CasesOptions options, Roles roles,
    BrokerConnections connections, FailingQueues failing, TimeProvider clock, ILogger<Listeners> log) : BackgroundService
{
    /// <summary>
    /// MassTransit waits up to half a minute between two attempts to listen again after the broker was away. A case must not
    /// wait that long, so what does not listen is connected anew.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What has never listened may take longer: a broker that has just started declares many queues.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What was listened to once, and is to be listened to now.</summary>
    public IEnumerable<string> Queues => _listeners.Values.Where(l => l is { HasListened: true, Handle: not null }).Select(l => l.Queue);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ConnectAllAsync(catalog.AskedSystems);
        catalog.Preparing = ConnectAllAsync;
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, clock);
        while (options.Engine == Engine.Distributed && await timer.WaitForNextTickAsync(stoppingToken))
        {
            await MendAsync(stoppingToken);
        }
    }

    private async Task ConnectAllAsync(IEnumerable<(string ControllerId, SystemConfig System)> systems)
    {
        await _one.WaitAsync();
        try
        {
            if (roles.HasFlag(Roles.Orchestrator))
            {
                await ConnectAsync(queues.Cases, Endpoints.CasesConcurrency);
            }

            if (roles.HasFlag(Roles.Dispatcher))
            {
                await ConnectAsync(queues.Dropped, new SystemLimits().Concurrency);
                foreach (var (controllerId, system) in systems)
                {
                    await ConnectAsync(queues.Name(controllerId, system.Id), system.Limits.Concurrency);
                }
            }

            if (options.Engine == Engine.Embedded)
            {
                // What is sent to a queue in memory before it is listened to is lost.
                await Task.WhenAll(_listeners.Values.Select(l => l.Handle!.Ready));
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ConnectAsync(string queue, int concurrency)
    {
        if (_listeners.TryGetValue(queue, out var listener))
        {
            if (listener.Concurrency == concurrency)
            {
                return;
            }

            await StopAsync(listener);
            _listeners[queue] = ConnectAgain(listener with { Concurrency = concurrency });
            return;
        }

        _listeners[queue] = Connect(queue, concurrency);
    }

    private Listener Connect(string queue, int concurrency)
    {
        var (since, readiness) = (clock.GetTimestamp(), new Readiness(clock));
        return new Listener(queue, concurrency, since, readiness, connector.ConnectReceiveEndpoint(queue, (context, endpoint) =>
        {
            endpoint.ConnectReceiveEndpointObserver(readiness);
            Endpoints.Configure(endpoint, context, queue == queues.Cases, concurrency);
        }));
    }

    private Listener ConnectAgain(Listener old) => Connect(old.Queue, old.Concurrency) with { HasListened = old.HasListened };

    private async Task MendAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var health = bus.CheckHealth();
            foreach (var ready in _listeners.Values.Where(l => l is { WasReady: false, Handle.Ready.IsCompletedSuccessfully: true }))
            {
                _listeners[ready.Queue] = ready with { WasReady = true, HasListened = true };
            }

            foreach (var hearing in _listeners.Values.Where(l => Hears(health, l)))
            {
                failing.Succeeded(hearing.Queue);
            }

            var deaf = _listeners.Values.Where(l => l.Handle is not null && !Hears(health, l) && clock.GetElapsedTime(l.Since) > (l.WasReady ? Patience : StartPatience)).ToList();
            if (deaf.Count > 0)
            {
                log.ConnectingAnew(deaf.Count);
                await Task.WhenAll(deaf.Select(StopAsync));
                deaf.ForEach(l => _listeners[l.Queue] = ConnectAnew(l));
            }

            foreach (var rested in _listeners.Values.Where(l => l.Handle is null && failing.MayTry(l.Queue)))
            {
                _listeners[rested.Queue] = ConnectAgain(rested);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One that lost what it had is connected at once; one that others came back without rests.</summary>
    private Listener ConnectAnew(Listener deaf)
    {
        if (deaf.WasReady || failing.Failed(deaf.Queue, deaf.Since) is not { } rest)
        {
            return ConnectAgain(deaf);
        }

        log.NotListeningTo(deaf.Queue, rest);
        return deaf with { Handle = null };
    }

    /// <summary>
    /// MassTransit calls an endpoint healthy that is starting, even one that never comes to an end with it; and endpoints whose connection was lost within
    /// seconds of a start were seen deaf from then on, and called ready. So it must also have become ready since the last connection was made.
    /// </summary>
    private bool Hears(BusHealthResult health, Listener listener) =>
        listener.WasReady
        && (listener.Readiness.At >= connections.ChangedAt || clock.GetElapsedTime(connections.ChangedAt) < Patience)
        && health.Endpoints.Any(e => e.Value.InputAddress?.AbsolutePath.EndsWith('/' + listener.Queue, StringComparison.Ordinal) == true && e.Value.Status == BusHealthStatus.Healthy);

    private async Task StopAsync(Listener listener)
    {
        if (listener.Handle is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(StopLimit, clock);
        try
        {
            // An endpoint that loses a race never stops, whatever its token; everything else here must go on.
            await listener.Handle.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MassTransitException)
        {
            // What does not listen may not stop in order either; a new one takes its place.
            log.NotStopped(listener.Queue, e.GetType().Name);
        }
    }

    /// <param name="Queue">Its name.</param>
    /// <param name="Concurrency">How many askings at once.</param>
    /// <param name="Since">When it was connected.</param>
    /// <param name="Readiness">When it became ready.</param>
    /// <param name="Handle">Null while it rests.</param>
    private sealed record Listener(string Queue, int Concurrency, long Since, Readiness Readiness, HostReceiveEndpointHandle? Handle)
    {
        /// <summary>By this handle.</summary>
        public bool WasReady { get; init; }

        /// <summary>By this handle or one before it.</summary>
        public bool HasListened { get; init; }
    }

    /// <summary>When an endpoint last became ready, which it does anew on every connection.</summary>
    private sealed class Readiness(TimeProvider clock) : IReceiveEndpointObserver
    {
        private long _at;

        public long At => Interlocked.Read(ref _at);

        public Task Ready(ReceiveEndpointReady ready)
        {
            Interlocked.Exchange(ref _at, clock.GetTimestamp());
            return Task.CompletedTask;
        }

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

        public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;
    }
}

internal static partial class ListenerLog
{
    [LoggerMessage(1210, LogLevel.Warning, "{Queues} queues are not listened to; connecting anew")]
    public static partial void ConnectingAnew(this ILogger log, int queues);

    [LoggerMessage(1214, LogLevel.Warning, "{Queue} cannot be listened to while others can; tried again in {Rest}, or when the broker would let it")]
    public static partial void NotListeningTo(this ILogger log, string queue, TimeSpan rest);

    [LoggerMessage(1211, LogLevel.Information, "The listener of {Queue} did not stop in order ({Cause})")]
    public static partial void NotStopped(this ILogger log, string queue, string cause);
}
