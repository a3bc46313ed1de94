using DsrGateway.Cases.Delivering;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;

namespace DsrGateway.Cases.Acting;

/// <summary>Asks an adapter again after a residue or a failure, because a person says that the cause is gone.</summary>
internal sealed class RetryStep(CaseReader reader, CaseSignals signals, IFanOutSender sender, TimeProvider clock)
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
        if (work.IsOver || step.State != StepState.WaitingForPerson || step.System.IsByHand)
        {
            throw Wrong.State(step, "it is not left in a residue or a failure of an adapter");
        }

        // After an outcome that left a residue or a part that failed the act itself is repeated, as a new operation: the old
        // one would only give its outcome again. Without an outcome the same operation is repeated: it may have had its
        // effect, and must not have it twice. A search that was cut short is searched again: nobody acts before everybody is located, and a
        // system that is refused never acts.
        var hasOutcome = step.Problem == Problem.None;
        // An answer in doubt is no outcome: the same is asked again, and nothing is done that was not.
        var phase = hasOutcome && step.Document.Doubt is null && step.Phase != Phase.Locate ? Phase.Fulfil : step.Phase;
        step.Document = step.Document with { Parts = [], Doubt = null, Fulfilled = DoneInDoubt(step.Document, work.Case.Right) };
        work.Restart(step, phase, sameOperation: !hasOutcome);
        work.Note(actor, "retried", systemId, reason);
        Failpoints.Reach(Failpoint.RetryBeforeCommit);
        await work.CommitAsync(nameof(CaseStateMachine.Asking), cancellation);
        Failpoints.Reach(Failpoint.RetryAfterCommit);
        signals.Changed(id);
        await sender.SendAsync(work.FanOut!);
    }

    /// <summary>What was stopped at once stays told, whatever the next answer says.</summary>
    private static IReadOnlyList<OutcomePart> DoneInDoubt(StepDocument document, Right right) =>
        document.Doubt is null || right.LooksBeforeActing() || right.HandsOutData() ? document.Fulfilled
            : [.. document.Doubt.Parts.Where(p => p.Kind == OutcomeKind.Done)];
}
