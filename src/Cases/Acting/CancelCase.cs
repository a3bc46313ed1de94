using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Orchestrating;

namespace DsrGateway.Cases.Acting;

/// <summary>Cancels a case as long as no system was asked for anything that cannot be taken back.</summary>
internal sealed class CancelCase(CaseReader reader, CaseSignals signals, TimeProvider clock)
{
    /// <exception cref="CaseException">INVALID_FIELDS, CASE_NOT_FOUND, WRONG_STATE.</exception>
    public async Task HandleAsync(CaseId id, string actor, string reason, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        NewCaseValidator.CheckActorAndReason(actor, reason, faults);
        if (faults.Count > 0)
        {
            throw CaseException.Invalid(faults);
        }

        await using var work = await CaseWork.OpenAsync(reader, id, clock, cancellation) ?? throw CaseException.NotFound();
        if (work.Case.State == CaseState.Cancelled)
        {
            return;
        }

        if (work.Case.State == CaseState.Closed || HasActed(work))
        {
            throw Wrong.State(work.Case, "a system has been asked to act, or the case is closed");
        }

        work.Cancel();
        work.Note(actor, "cancelled", text: reason);
        Failpoints.Reach(Failpoint.CancelBeforeCommit);
        await work.CommitAsync(null, cancellation);
        Failpoints.Reach(Failpoint.CancelAfterCommit);
        reader.Recent.Forget(id);
        signals.Changed(id, work.Case.State);
    }

    /// <summary>Handing out a copy changes nothing; everything else that was asked of a system may have happened.</summary>
    private static bool HasActed(CaseWork work) =>
        !work.Case.Right.HandsOutData() && work.Steps.Any(s => (s.Phase > Phase.Locate && s.Round > 0) || s.Document.Evidence.Length > 0);
}

internal static class Wrong
{
    public static CaseException State(Storage.CaseRow row, string why) => new(ErrorReason.WrongState, $"The case is {row.State}: {why}.")
    {
        Metadata = new Dictionary<string, string> { ["state"] = row.State.ToString() },
    };

    public static CaseException State(StepDraft step, string why) => new(ErrorReason.WrongState, $"The step is {step.State}: {why}.")
    {
        Metadata = new Dictionary<string, string> { ["state"] = step.State.ToString() },
    };
}
