using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Storage;
using MassTransit;

namespace DsrGateway.Cases.Delivering;

/// <summary>Sends askings to the queues of their systems.</summary>
internal sealed class StepSender(IBus bus, StepQueues queues)
{
    public async Task SendAsync(StepKey step, CancellationToken cancellation)
    {
        var endpoint = await bus.GetSendEndpoint(queues.Address(step.ControllerId, step.SystemId));
        await endpoint.Send(new RunStep(step.CaseId.Value, step.ControllerId, step.SystemId, step.Round), cancellation);
    }

    /// <summary>All at once: their confirms are awaited together.</summary>
    public Task SendAsync(FanOut fanOut, CancellationToken cancellation) => Task.WhenAll(
        fanOut.SystemIds.Select(system => SendAsync(new StepKey(fanOut.CaseId, fanOut.ControllerId, system, fanOut.Round), cancellation)));
}

/// <summary>Where the queue is in this process: what is lost with it is asked again at the start, from what is stored.</summary>
internal sealed class EmbeddedSender(StepSender sender) : IFanOutSender
{
    public async ValueTask SendAsync(FanOut fanOut) => await sender.SendAsync(fanOut, CancellationToken.None);
}
