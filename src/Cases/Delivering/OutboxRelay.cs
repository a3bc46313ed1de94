using System.Threading.Channels;
using DsrGateway.Cases.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Brings fan-outs from the store to the broker: at once, from the very object that was committed, and again by what is
/// stored if that did not succeed. A fan-out leaves the store only when the broker has confirmed all its messages.
/// </summary>
internal sealed class OutboxRelay(IOutbox outbox, StepSender sender, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService, IFanOutSender
{
    /// <summary>More are left to the sweep: while the broker is away, memory must not grow with the backlog.</summary>
    private const int MaxInFlight = 1000;
    private const int SweepLimit = 200;

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
            _ = RelayAsync(fanOut);
        }
        else
        {
            Interlocked.Decrement(ref _inFlight);
        }

        return ValueTask.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RemoveAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RelayAsync(FanOut fanOut)
    {
        try
        {
            if (await sender.TrySendAsync(fanOut))
            {
                _confirmed.Writer.TryWrite(fanOut.Id);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
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
                var now = clock.GetUtcNow();
                var left = await outbox.LeaseUnsentAsync(now - CountsAsLost, now, now + CountsAsLost + StepSender.Limit, SweepLimit, stopping);
                if (left.Count > 0)
                {
                    log.Resending(left.Count);
                    await Task.WhenAll(left.Select(RelayLeasedAsync));
                }
            }
            catch (CaseException e)
            {
                log.OutboxFailed(e.Reason);
            }
        }
    }

    private Task RelayLeasedAsync(FanOut fanOut)
    {
        Interlocked.Increment(ref _inFlight);
        return RelayAsync(fanOut);
    }
}

internal static partial class RelayLog
{
    [LoggerMessage(1201, LogLevel.Information, "Outbox: {FanOuts} fan-outs are sent again")]
    public static partial void Resending(this ILogger log, int fanOuts);

    [LoggerMessage(1202, LogLevel.Warning, "The outbox cannot be used now ({Reason})")]
    public static partial void OutboxFailed(this ILogger log, ErrorReason reason);
}
