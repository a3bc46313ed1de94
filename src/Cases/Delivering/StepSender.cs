using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Storage;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace DsrGateway.Cases.Delivering;

/// <summary>Sends askings to the queues of their systems, and cases to look at to the orchestrators.</summary>
internal sealed class StepSender(IBus bus, StepQueues queues, FailingQueues failing, TimeProvider clock, ILogger<StepSender> log)
{
    /// <summary>A broker that is away neither answers nor refuses: every send has a time limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much a sweep may take to send it. Whoever cannot reach the broker would only keep from the others what they can send, so one at a time is
    /// tried until it succeeds. Whom one of several queues fails may well reach it.
    /// </summary>
    public int Most(int limit) => failing.AllFail(TimeSpan.Zero) is { Count: > 0 } fail && (fail.Count > 1 || failing.Known == 1) ? 1 : limit;

    /// <summary>What could not be sent to though it was tried, if nothing was sent for so long.</summary>
    public IEnumerable<string> Unsent(TimeSpan time) => failing.AllFail(time);

    /// <returns>The systems whose message the broker did not confirm; one that arrived nevertheless does no harm when it is sent again.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(FanOut fanOut)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        var sent = await Task.WhenAll(fanOut.SystemIds.Select(system => TrySendAsync(new StepKey(fanOut.CaseId, fanOut.ControllerId, system, fanOut.Round), limit)));
        return Array.TrueForAll(sent, isSent => isSent) ? [] : [.. fanOut.SystemIds.Where((_, i) => !sent[i])];
    }

    /// <summary>False if the broker did not confirm it; if it arrived nevertheless it does no harm when it is sent again.</summary>
    public async Task<bool> TrySendAsync(StepKey step)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        return await TrySendAsync(step, limit);
    }

    public async Task<bool> TrySendAsync(CaseId overdue)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        return await TryAsync(overdue, queues.Cases, token => bus.Publish(new LookAtCase(overdue.Value), token), limit);
    }

    private Task<bool> TrySendAsync(StepKey step, CancellationTokenSource limit)
    {
        var queue = queues.Asked(step.ControllerId, step.SystemId);
        return TryAsync(step.CaseId, queue, token => SendAsync(queue, step, token), limit);
    }

    private async Task SendAsync(string queue, StepKey step, CancellationToken limit)
    {
        // As an exchange: a send to a queue would declare it, as another kind than it is.
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(new RunStep(step.CaseId.Value, step.ControllerId, step.SystemId, step.Round), limit);
    }

    private async Task<bool> TryAsync(CaseId id, string queue, Func<CancellationToken, Task> send, CancellationTokenSource limit)
    {
        if (!failing.MayTry(queue))
        {
            return false;
        }

        var since = clock.GetTimestamp();
        try
        {
            // A send that waits for a channel which is closed meanwhile never ends, whatever its token: RabbitMQ.Client disposes the lock it waits for.
            await send(limit.Token).WaitAsync(limit.Token);
            failing.Succeeded(queue);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or MassTransitException or RabbitMQClientException or ObjectDisposedException)
        {
            log.NotSent(id, queue, e.GetType().Name);
            if (failing.Failed(queue, since, isAnswered: e is MessageReturnedException) is { } rest)
            {
                log.NotSendingTo(queue, rest);
            }

            return false;
        }
    }
}

/// <summary>Where the queue is in this process: what is lost with it is asked again at the start, from what is stored.</summary>
internal sealed class EmbeddedSender(StepSender sender) : IFanOutSender
{
    public async ValueTask SendAsync(FanOut fanOut) => await sender.SendAsync(fanOut);
}

internal static partial class SenderLog
{
    [LoggerMessage(1200, LogLevel.Warning, "Case {CaseId}: the broker did not take a message for {Queue} ({Cause}); it is sent again by what is stored")]
    public static partial void NotSent(this ILogger log, CaseId caseId, string queue, string cause);

    [LoggerMessage(1216, LogLevel.Warning, "{Queue} cannot be sent to while others can; tried again in {Rest}, or when the broker would take it")]
    public static partial void NotSendingTo(this ILogger log, string queue, TimeSpan rest);
}
