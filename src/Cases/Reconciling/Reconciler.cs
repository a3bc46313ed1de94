using DsrGateway.Cases.Delivering;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.Reconciling;

/// <summary>
/// Finds, by what is stored, everything that should be moving and is not: messages lost with a process or a broker, steps
/// whose next attempt is due. A queue is only a way to be fast; this is why nothing stands still for ever. It is capped,
/// and every lease it takes is longer than what it waits for, so that it cannot become the load it repairs.
/// </summary>
internal sealed class Reconciler(
    ICaseStore store, PersonFilling persons, StoreOwnership ownership, StepSender sender, SweepTrigger trigger, TimeProvider clock, IOptions<DispatchOptions> options, ILogger<Reconciler> log) : BackgroundService
{
    /// <summary>Cases that are read and marked in one sweep.</summary>
    private const int MarkLimit = 500;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(70);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var expired = !ownership.IsSole;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!expired)
                {
                    await store.ExpireLeasesAsync(clock.GetUtcNow(), stoppingToken);
                    expired = true;
                }

                await persons.FillAsync(MarkLimit, stoppingToken);
                await SweepAsync(stoppingToken);
            }
            catch (CaseException e)
            {
                log.SweepFailed(e.Reason, options.Value.SweepInterval);
            }

            await trigger.WaitAsync(options.Value.SweepInterval, stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var limit = sender.Most(options.Value.SweepLimit);
        var steps = await store.LeaseDueStepsAsync(now, now + Lease, limit, cancellation);
        var cases = await store.LeaseDueCasesAsync(now, now + Leases.Case, limit, cancellation);
        if (steps.Count + cases.Count == 0)
        {
            return;
        }

        Failpoints.Reach(Failpoint.ReconcileAfterLease);
        log.Swept(steps.Count, cases.Count);
        // What is not taken now is due again when its lease ends.
        await Task.WhenAll([.. steps.Select(sender.TrySendAsync), .. cases.Select(sender.TrySendAsync)]);
        Failpoints.Reach(Failpoint.ReconcileAfterSend);
    }
}
