using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Chaos.Planted;

/// <summary>
/// Nothing remembers which messages had their effect: whatever delivery of a message reads its step finds it as if it had
/// never been asked, and begins a new operation. A process does not read what it wrote a moment ago and nobody answered
/// yet, so a first delivery may carry the true operation; a second one is then all the more another.
/// </summary>
internal sealed class DroppedInbox(ICaseStore real) : FaithfulStore(real)
{
    public override async Task<StepSnapshot?> ReadStepAsync(CaseId id, string systemId, CancellationToken cancellation) =>
        await Real.ReadStepAsync(id, systemId, cancellation) is { } stored
            ? new StepSnapshot(stored.Case with { ClosedAt = null }, stored.Step with { State = StepState.Running, OperationId = Guid.NewGuid() })
            : null;
}
