using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Chaos.Planted;

/// <summary>
/// Who writes late is not refused: a decision on what is no longer so is written over what was written since, and so is
/// an answer to an asking that is no longer the step's.
/// </summary>
internal sealed class SkippedFence(ICaseStore real) : FaithfulStore(real)
{
    public override async Task<ICaseSession?> BeginAsync(CaseId id, CancellationToken cancellation) =>
        await Real.BeginAsync(id, cancellation) is { } session ? Spoilt(session) : null;

    public override ICaseSession Resume(CaseSnapshot read) => Spoilt(Real.Resume(read));

    public override async Task<AnswerRecorded> RecordAsync(StepAnswer answer, DateTimeOffset now, CancellationToken cancellation)
    {
        var recorded = await Real.RecordAsync(answer, now, cancellation);
        if (recorded.Recorded || await Real.ReadAsync(answer.Key.CaseId, cancellation) is not { } current)
        {
            return recorded;
        }

        var step = current.Steps.Single(s => s.SystemId == answer.Key.SystemId) with
        {
            State = answer.State,
            Problem = answer.Problem,
            FailedAttempts = answer.FailedAttempts,
            NextAttemptAt = answer.NextAttemptAt,
            Sealed = answer.Sealed,
        };
        var pending = current.Steps.Count(s => s.State == StepState.Running && s.SystemId != step.SystemId);
        var change = new CaseChange(current.Case with { Pending = pending }, [step], [answer.Timeline]) { Pieces = answer.LastPiece is { } last ? [last] : [] };
        return new AnswerRecorded(true, pending, await ForceAsync(Real.Resume(current), change, cancellation));
    }

    private SpoiltSession Spoilt(ICaseSession session) => new(session, (change, cancellation) => ForceAsync(session, change, cancellation));

    private async Task<long> ForceAsync(ICaseSession session, CaseChange change, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await session.CommitAsync(change, cancellation);
            }
            catch (CaseException e) when (e.Reason == ErrorReason.Conflict)
            {
                // Holds nothing, so nobody has to dispose it.
                session = Real.Resume(await Real.ReadAsync(change.Case.Id, cancellation) ?? throw CaseException.NotFound());
            }
        }
    }
}
