using System.Threading.Channels;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Brings fan-outs from the store to the broker: at once, from the very object that was committed, and again by what is
/// stored if that did not succeed. A fan-out leaves the store only when the broker has confirmed all its messages. In a rush
/// of new cases it stays where it is, durable, until the rush is over.
/// </summary>
internal sealed class OutboxRelay(IOutbox outbox, StepSender sender, Rush rush, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService, IFanOutSender
{
    /// <summary>More are left to the sweep: while the broker is away, or in a rush, memory must not grow with the backlog.</summary>
    private const int MaxInFlight = 1000;
    private const int SweepLimit = 200;

    /// <summary>In a rush, however long it lasts: nothing stands still.</summary>
    private const int SweepLimitInRush = 20;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    /// <summary>By then the sender itself has either succeeded or gone.</summary>
    private static readonly TimeSpan CountsAsLost = StepSender.Limit + TimeSpan.FromSeconds(1);

    /// <summary>Removals gather for so long: one write for many.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Channel<Guid> _confirmed = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
    private int _inFlight;

    public ValueTask SendAsync(FanOut fanOut)
    {
        if (Interlocked.Increment(ref _inFlight) <= MaxInFlight)
        {
            // Not awaited: the decision is durable, and its maker need not wait for the broker.
            _ = RelayNewAsync(fanOut);
        }
        else
        {
            Interlocked.Decrement(ref _inFlight);
        }

        return ValueTask.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RemoveAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RelayNewAsync(FanOut fanOut)
    {
        try
        {
            // Who waited for so long is found by the sweep.
            if (await rush.OverAsync(StepSender.Limit))
            {
                await RelayAsync(fanOut);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<bool> RelayAsync(FanOut fanOut)
    {
        var unsent = await sender.SendAsync(fanOut);
        if (unsent.Count == 0)
        {
            return _confirmed.Writer.TryWrite(fanOut.Id);
        }

        if (unsent.Count < fanOut.SystemIds.Count)
        {
            await NarrowAsync(fanOut with { SystemIds = unsent });
        }

        return false;
    }

    /// <summary>One system whose queue is broken for long must not have the others asked again and again.</summary>
    private async Task NarrowAsync(FanOut left)
    {
        try
        {
            await outbox.NarrowAsync(left, CancellationToken.None);
        }
        catch (CaseException e)
        {
            // At worst all is sent again.
            log.OutboxFailed(e.Reason);
        }
    }

    private async Task RemoveAsync(CancellationToken stopping)
    {
        var batch = new List<Guid>();
        while (batch.Count > 0 || await _confirmed.Reader.WaitToReadAsync(stopping))
        {
            await Task.Delay(Gathering, clock, stopping);
            while (batch.Count < SweepLimit && _confirmed.Reader.TryRead(out var id))
            {
                batch.Add(id);
            }

            try
            {
                await outbox.RemoveAsync(batch, stopping);
                batch.Clear();
            }
            catch (CaseException e)
            {
                // The store is away; what is not removed is at worst sent again.
                log.OutboxFailed(e.Reason);
                await Task.Delay(SweepInterval, clock, stopping);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                while (await SweepOnceAsync(stopping))
                {
                    // A backlog, and the broker takes it.
                }
            }
            catch (CaseException e)
            {
                log.OutboxFailed(e.Reason);
            }
        }
    }

    /// <summary>True if more may be left, and there is no reason to wait with it.</summary>
    private async Task<bool> SweepOnceAsync(CancellationToken stopping)
    {
        var (now, limit) = (clock.GetUtcNow(), sender.Most(rush.IsOn ? SweepLimitInRush : SweepLimit));
        var left = await outbox.LeaseUnsentAsync(now - CountsAsLost, now, now + CountsAsLost + StepSender.Limit, limit, stopping);
        if (left.Count == 0)
        {
            return false;
        }

        log.Sending(left.Count);
        var sent = await Task.WhenAll(left.Select(RelayAsync));
        return left.Count == SweepLimit && sent.All(s => s);
    }
}

internal static partial class RelayLog
{
    [LoggerMessage(1201, LogLevel.Information, "Outbox: {FanOuts} fan-outs that were not confirmed are sent")]
    public static partial void Sending(this ILogger log, int fanOuts);

    [LoggerMessage(1202, LogLevel.Warning, "The outbox cannot be used now ({Reason})")]
    public static partial void OutboxFailed(this ILogger log, ErrorReason reason);
}
