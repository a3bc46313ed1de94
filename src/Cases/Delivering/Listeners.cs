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
    TimeProvider clock, ILogger<Listeners> log) : BackgroundService
{
    /// <summary>
    /// MassTransit waits up to half a minute between two attempts to listen again after the broker was away. A case must not
    /// wait that long, so what does not listen is connected anew.
    /// </summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

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
                await Task.WhenAll(_listeners.Values.Select(l => l.Handle.Ready));
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
        }

        _listeners[queue] = Connect(queue, concurrency);
    }

    private Listener Connect(string queue, int concurrency) => new(queue, concurrency, clock.GetTimestamp(), connector.ConnectReceiveEndpoint(
        queue, (context, endpoint) => Endpoints.Configure(endpoint, context, queue == queues.Cases, concurrency)));

    private async Task MendAsync(CancellationToken cancellation)
    {
        var health = bus.CheckHealth();
        if (health.Status == BusHealthStatus.Healthy)
        {
            return;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            var deaf = _listeners.Values.Where(l => !Hears(health, l) && clock.GetElapsedTime(l.Since) > Patience).ToList();
            if (deaf.Count > 0)
            {
                log.ConnectingAnew(deaf.Count);
                await Task.WhenAll(deaf.Select(StopAsync));
                deaf.ForEach(l => _listeners[l.Queue] = Connect(l.Queue, l.Concurrency));
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private static bool Hears(BusHealthResult health, Listener listener) =>
        health.Endpoints.Any(e => e.Value.InputAddress?.AbsolutePath.EndsWith('/' + listener.Queue, StringComparison.Ordinal) == true && e.Value.Status == BusHealthStatus.Healthy);

    private async Task StopAsync(Listener listener)
    {
        using var limit = new CancellationTokenSource(StopLimit, clock);
        try
        {
            await listener.Handle.StopAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or MassTransitException)
        {
            // What does not listen may not stop in order either; a new one takes its place.
            log.NotStopped(listener.Queue, e.GetType().Name);
        }
    }

    private sealed record Listener(string Queue, int Concurrency, long Since, HostReceiveEndpointHandle Handle);
}

internal static partial class ListenerLog
{
    [LoggerMessage(1210, LogLevel.Warning, "{Queues} queues are not listened to; connecting anew")]
    public static partial void ConnectingAnew(this ILogger log, int queues);

    [LoggerMessage(1211, LogLevel.Information, "The listener of {Queue} did not stop in order ({Cause})")]
    public static partial void NotStopped(this ILogger log, string queue, string cause);
}
