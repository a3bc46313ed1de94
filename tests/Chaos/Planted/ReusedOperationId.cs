using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Chaos.Planted;

/// <summary>All steps of a case, in all their phases, carry one operation id: adapters take one for a repeat of the other.</summary>
internal sealed class ReusedOperationId(ICaseStore real) : FaithfulStore(real)
{
    public override Task<OpenResult> OpenAsync(CaseToOpen opening, CancellationToken cancellation) =>
        Real.OpenAsync(opening with { Steps = Same(opening.Case.Id, opening.Steps) }, cancellation);

    public override async Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation) =>
        await Real.BeginAsync(id, cancellation) is { } session ? Spoilt(session) : null;

    public override ICaseSession Resume(CaseSnapshot read) => Spoilt(Real.Resume(read));

    private static SpoiltSession Spoilt(ICaseSession session) => new(
        session, (change, cancellation) => session.CommitAsync(change with { Steps = Same(change.Case.Id, change.Steps) }, cancellation));

    private static IReadOnlyList<StepRow> Same(CaseId id, IReadOnlyList<StepRow> steps) => [.. steps.Select(s => s with { OperationId = id.Value })];
}
