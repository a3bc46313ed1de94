using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Storage;
using MassTransit;

namespace DsrGateway.Cases.Delivering;

/// <summary>Takes a system's askings from its queue. The message is given back only when what followed is durable.</summary>
internal sealed class RunStepConsumer(StepDispatcher dispatcher, SagaRunner saga) : IConsumer<RunStep>
{
    public async Task Consume(ConsumeContext<RunStep> context)
    {
        var step = context.Message;
        var key = new StepKey(new CaseId(step.CaseId), step.ControllerId, step.SystemId, step.Round);
        if (await dispatcher.RunAsync(key, context.CancellationToken) is { } phase)
        {
            await saga.LookAsync(() => new StepsSettled(step.CaseId), context.CancellationToken);
            StepDispatcher.Reach(phase, Failpoint.LocateAfterTell, Failpoint.FulfilAfterTell, Failpoint.VerifyAfterTell);
        }
    }
}

/// <summary>Takes the cases that the reconciler found standing still.</summary>
internal sealed class LookAtCaseConsumer(SagaRunner saga) : IConsumer<LookAtCase>
{
    public Task Consume(ConsumeContext<LookAtCase> context) => saga.LookAsync(() => new CaseOverdue(context.Message.CaseId), context.CancellationToken);
}
