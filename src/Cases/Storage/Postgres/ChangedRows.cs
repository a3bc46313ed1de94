using Npgsql;
using static DsrGateway.Cases.Storage.Postgres.Columns;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>What both opening and changing write beside the case. The statements name the columns in this order.</summary>
internal static class ChangedRows
{
    public static void AddSteps(NpgsqlBatchCommand command, List<(CaseRow Case, StepRow Step)> steps) => command
        .Column(steps, s => s.Case.Id.Value).Column(steps, s => s.Case.ControllerId).Column(steps, PersonUntil)
        .Column(steps, s => s.Step.SystemId).Column(steps, s => s.Step.Ordinal).Column(steps, s => (short)s.Step.Phase)
        .Column(steps, s => (short)s.Step.State).Column(steps, s => s.Step.Round).Column(steps, s => s.Step.OperationId)
        .Column(steps, s => (short)s.Step.Problem).Column(steps, s => s.Step.FailedAttempts)
        .Column(steps, s => s.Case.ClosedAt is null ? Milliseconds(s.Step.NextAttemptAt) : null).Column(steps, s => s.Step.Sealed);

    public static void AddTimeline(NpgsqlBatchCommand command, List<(CaseId Id, long Revision, int Line, TimelineEntry Entry)> lines) => command
        .Column(lines, l => l.Id.Value).Column(lines, l => l.Revision).Column(lines, l => l.Line).Column(lines, l => Milliseconds(l.Entry.At))
        .Column(lines, l => l.Entry.Actor).Column(lines, l => l.Entry.Event).Column(lines, l => l.Entry.SystemId).Column(lines, l => l.Entry.Sealed);

    public static void AddFanOuts(NpgsqlBatchCommand command, List<FanOut> fanOuts, DateTimeOffset now) => command
        .Column(fanOuts, f => f.Id).Column(fanOuts, f => f.CaseId.Value).Column(fanOuts, f => f.ControllerId).Column(fanOuts, f => f.Round)
        .Column(fanOuts, f => RowMapping.Json(f.SystemIds)).Column(fanOuts, _ => Milliseconds(now));

    private static long? PersonUntil((CaseRow Case, StepRow Step) s) =>
        s.Step.State == StepState.WaitingForPerson && s.Case.ClosedAt is null ? Milliseconds(s.Case.LegalDeadline) : null;
}
