using System.Collections.Concurrent;
using DsrGateway.Cases.Reconciling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// Looks at adapters that waiting steps hang on, and when one that was seen down answers again, wakes its steps at once.
/// An adapter that never looked down (its system is) is left to the steps' own back-off: waking them would be a storm.
/// </summary>
internal sealed class AdapterWatch(
    Storage.ICaseStore store, ControllerCatalog catalog, IAdapters adapters, SystemPipelines pipelines, SweepTrigger trigger,
    TimeProvider clock, IOptions<DispatchOptions> options, ILogger<AdapterWatch> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, bool> _suspects = new(StringComparer.Ordinal);

    /// <summary>A call to the adapter got no answer.</summary>
    public void Suspect(string adapter) => _suspects.TryAdd(adapter, false);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var knowsAll = await RecallAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            knowsAll = knowsAll || await RecallAsync(stoppingToken);
            await Task.WhenAll(_suspects.Keys.Select(adapter => LookAsync(adapter, stoppingToken)));
        }
    }

    /// <summary>Adapters that steps have waited for since before this process started: one that came back meanwhile was seen by nobody.</summary>
    private async Task<bool> RecallAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var (controllerId, systemId) in await store.ListSystemsWaitedForAsync(cancellation))
            {
                if (catalog.FindAsked(controllerId, systemId)?.Adapter is { } adapter)
                {
                    _suspects[adapter] = true;
                }
            }

            return true;
        }
        catch (CaseException e)
        {
            log.SweepFailed(e.Reason, options.Value.ProbeInterval);
            return false;
        }
    }

    private async Task LookAsync(string adapter, CancellationToken cancellation)
    {
        if (!await adapters.IsAliveAsync(adapter, cancellation))
        {
            _suspects[adapter] = true;
            return;
        }

        if (_suspects.TryRemove(adapter, out var wasSeenDown) && wasSeenDown)
        {
            await WakeAsync(adapter, cancellation);
        }
    }

    private async Task WakeAsync(string adapter, CancellationToken cancellation)
    {
        try
        {
            foreach (var (controllerId, systemId) in await store.ListSystemsWaitedForAsync(cancellation))
            {
                if (catalog.FindAsked(controllerId, systemId)?.Adapter == adapter)
                {
                    await pipelines.CloseCircuitAsync(controllerId, systemId);
                    var woken = await store.WakeAsync(controllerId, systemId, clock.GetUtcNow(), cancellation);
                    Failpoints.Reach(Failpoint.WakeAfterWrite);
                    log.AdapterBack(adapter, woken, controllerId, systemId);
                }
            }

            trigger.Pull();
        }
        catch (CaseException e)
        {
            // The store is away; look again at the next tick.
            log.SweepFailed(e.Reason, options.Value.ProbeInterval);
            _suspects[adapter] = true;
        }
    }
}
