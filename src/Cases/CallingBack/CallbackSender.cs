using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Reconciling;
using DsrGateway.Cases.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.CallingBack;

/// <summary>
/// Tells portals of the ends of cases, at least once each: at once when an end is signalled, and again by what is stored. Each
/// controller has a lane of its own, so that a portal that is slow or down holds up its own callbacks alone, and no case.
/// </summary>
internal sealed class CallbackSender(
    ICallbackStore store, ControllerCatalog catalog, CaseSignals signals, CallbackPost post, Draining draining, TimeProvider clock,
    IOptions<CallbackOptions> options, ILogger<CallbackSender> log) : BackgroundService
{
    /// <summary>What may come on top of an attempt: taking it, and writing down how it went.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(20);

    private readonly SweepTrigger _trigger = new();
    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        _trigger.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signals.Told += Wake;
        try
        {
            while (true)
            {
                foreach (var id in catalog.All.Where(c => c.Callback is not null).Select(c => c.Id))
                {
                    await StartLaneAsync(id, stoppingToken);
                }

                await _trigger.WaitAsync(options.Value.SweepInterval, stoppingToken);
            }
        }
        finally
        {
            signals.Told -= Wake;
            await Task.WhenAll(_lanes.Values);
        }
    }

    private void Wake(CaseState? state)
    {
        if (state is CaseState.Closed or CaseState.Cancelled)
        {
            _trigger.Pull();
        }
    }

    private async Task StartLaneAsync(string controllerId, CancellationToken stopping)
    {
        if (_lanes.TryGetValue(controllerId, out var lane))
        {
            if (!lane.IsCompleted)
            {
                return;
            }

            await lane;
        }

        _lanes[controllerId] = RunLaneAsync(controllerId, stopping);
    }

    /// <summary>Sends what is due until there is nothing more.</summary>
    private async Task RunLaneAsync(string controllerId, CancellationToken stopping)
    {
        try
        {
            // Asked again each time: a callback goes to where the controller is told now.
            while (!stopping.IsCancellationRequested && catalog.FindCallback(controllerId) is { } config)
            {
                var now = clock.GetUtcNow();
                var due = await store.LeaseDueCallbacksAsync(
                    controllerId, now, now + options.Value.Timeout + LeaseMargin, options.Value.Concurrency, stopping);
                if (due.Count == 0)
                {
                    return;
                }

                Failpoints.Reach(Failpoint.CallbackAfterLease);
                // What was begun is ended while the process drains.
                await SendAsync(due, config, draining.Over);
            }
        }
        catch (CaseException e)
        {
            log.CallbacksFailed(controllerId, e.Reason);
        }
    }

    private async Task SendAsync(IReadOnlyList<Callback> due, CallbackConfig config, CancellationToken cancellation)
    {
        var results = await AttemptAsync(due, config, cancellation);
        Failpoints.Reach(Failpoint.CallbackAfterAnswer);
        var sent = results.Where(r => r.Cause is null).Select(r => r.Callback).ToList();
        await store.RemoveCallbacksAsync([.. sent.Select(c => c.Id)], cancellation);
        sent.ForEach(c => log.CalledBack(c.CaseId, c.Id, c.FailedAttempts + 1));
        await store.DeferCallbacksAsync([.. results.Where(r => r.Cause is not null).Select(r => Deferral(r.Callback, r.Cause!))], cancellation);
    }

    private async Task<IReadOnlyList<(Callback Callback, string? Cause)>> AttemptAsync(
        IReadOnlyList<Callback> due, CallbackConfig config, CancellationToken cancellation)
    {
        try
        {
            var secret = CallbackSecret.Read(config.SecretFile);
            return await Task.WhenAll(due.Select(async c => (c, await post.SendAsync(c, config, secret, cancellation))));
        }
        catch (CallbackSecretException e)
        {
            return [.. due.Select(c => (c, (string?)e.Message))];
        }
    }

    private CallbackDeferral Deferral(Callback callback, string cause)
    {
        var now = clock.GetUtcNow();
        var failures = callback.FailedAttempts + 1;
        if (now - callback.ClosedAt >= options.Value.GiveUpAfter)
        {
            log.GivenUp(callback.CaseId, callback.Id, failures, cause);
            return new CallbackDeferral(callback, null);
        }

        var delay = BackOff.Delay(options.Value.FirstDelay, options.Value.MaxDelay, failures);
        log.NotCalledBack(callback.CaseId, callback.Id, failures, cause, delay);
        return new CallbackDeferral(callback, now + delay);
    }
}

internal static partial class CallbackLog
{
    [LoggerMessage(1400, LogLevel.Debug, "Case {CaseId}: the portal took callback {CallbackId}, attempt {Attempts}")]
    public static partial void CalledBack(this ILogger log, CaseId caseId, Guid callbackId, int attempts);

    [LoggerMessage(1401, LogLevel.Warning, "Case {CaseId}: the portal did not take callback {CallbackId}, attempt {Attempts} ({Cause}); again in {Delay}")]
    public static partial void NotCalledBack(this ILogger log, CaseId caseId, Guid callbackId, int attempts, string cause, TimeSpan delay);

    [LoggerMessage(1402, LogLevel.Error, "Case {CaseId}: callback {CallbackId} is given up after {Attempts} attempts ({Cause}); the portal was not told")]
    public static partial void GivenUp(this ILogger log, CaseId caseId, Guid callbackId, int attempts, string cause);

    [LoggerMessage(1403, LogLevel.Warning, "Controller {ControllerId}: callbacks cannot be taken from the store now ({Reason})")]
    public static partial void CallbacksFailed(this ILogger log, string controllerId, ErrorReason reason);
}
