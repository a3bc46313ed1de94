using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;

namespace DsrGateway.Cases.Acting;

/// <summary>Goes on with an answer that was in doubt, because a person looked and says that all of it is about the case's person.</summary>
internal sealed class AcceptFound(CaseReader reader, SagaRunner saga, TimeProvider clock)
{
    /// <exception cref="CaseException">INVALID_FIELDS, CASE_NOT_FOUND, STEP_NOT_FOUND, WRONG_STATE.</exception>
    public async Task HandleAsync(CaseId id, string systemId, string reason, string actor, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        NewCaseValidator.CheckActorAndReason(actor, reason, faults);
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }

        await using var work = await CaseWork.OpenAsync(reader, id, clock, cancellation) ?? throw CaseException.NotFound();
        var step = work.Step(systemId);
        if (work.IsOver || step.State != StepState.WaitingForPerson || step.Document.Doubt is null)
        {
            throw Wrong.State(step, "nothing that it answered is in doubt");
        }

        var (state, document) = StepProgress.AfterAccepted(step.Document, step.Phase);
        step.Become(state, document);
        work.Note(actor, "accepted", systemId, reason);
        Failpoints.Reach(Failpoint.ByHandBeforeCommit);
        await saga.DecideAsync(new StepMovedByPerson(id.Value) { Work = work }, cancellation);
        Failpoints.Reach(Failpoint.ByHandAfterCommit);
    }
}
