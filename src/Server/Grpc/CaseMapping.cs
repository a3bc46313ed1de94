using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Packaging;
using DsrGateway.Cases.Planning;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;
using Google.Protobuf.WellKnownTypes;
using Domain = DsrGateway.Cases;

namespace DsrGateway.Server.Grpc;

/// <summary>The contract's messages to the engine's records and back. Enums have equal numbers on both sides (a test compares them).</summary>
internal static class CaseMapping
{
    public static NewCase ToNewCase(V1.NewCase? message) => message is null ? new NewCase() : new NewCase
    {
        RequestId = message.RequestId,
        ControllerId = message.ControllerId,
        RegisterIds = [.. message.RegisterIds.Distinct()],
        Right = (Domain.Right)message.Right,
        Identifiers = ToIdentifiers(message.Identifiers),
        Corrections = [.. message.Corrections.Select(c => new Domain.Correction(c.Category, c.OldValue, c.NewValue))],
        Purposes = [.. message.Purposes.Distinct()],
        ReceivedAt = message.ReceiveTime is { } received ? ToInstant(received) : null,
        Actor = message.Actor,
    };

    /// <summary>A time outside the calendar becomes its end, for the slice to refuse with the other faults.</summary>
    public static DateTimeOffset ToInstant(Timestamp time) => time.Seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() ? DateTimeOffset.MinValue
        : time.Seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() || time.Nanos is < 0 or > 999_999_999 ? DateTimeOffset.MaxValue
        : time.ToDateTimeOffset();

    public static IReadOnlyList<Domain.Identifying.Identifier> ToIdentifiers(IEnumerable<V1.Identifier> messages) =>
        [.. messages.Select(i => new Domain.Identifying.Identifier(i.Type, i.Value))];

    public static Domain.OutcomePart ToPart(V1.OutcomePart part) => new(
        part.Category, (Domain.OutcomeKind)part.Kind, part.Count, (Domain.Ground)part.Ground, part.Basis,
        part.UntilDate.Length == 0 ? null : part.UntilDate, part.Place);

    public static V1.Case ToMessage(CaseView view)
    {
        var message = ToMessage(view.Case);
        message.Conclusion = (V1.Conclusion)view.Conclusion;
        message.Steps.AddRange(view.Steps.Select(ToMessage));
        return message;
    }

    public static V1.PackageSummary ToMessage(CaseView view, Completeness held) => new()
    {
        CaseState = (V1.CaseState)view.Case.State,
        Revision = view.Case.Revision,
        Finished = held.IsFinished,
        AllGiven = held.IsAllGiven,
        OpenSystems = held.OpenSystems,
    };

    public static V1.Case ToMessage(CaseRow row) => new()
    {
        CaseId = row.Id.ToString(),
        RequestId = row.RequestId,
        ControllerId = row.ControllerId,
        RegisterIds = { row.RegisterIds },
        Right = (V1.Right)row.Right,
        State = (V1.CaseState)row.State,
        Conclusion = (V1.Conclusion)row.Conclusion,
        Revision = row.Revision,
        ReceiveTime = row.ReceivedAt.ToTimestamp(),
        LegalDeadlineTime = row.LegalDeadline.ToTimestamp(),
        CloseTime = row.ClosedAt?.ToTimestamp(),
    };

    public static V1.WatchCasesResponse ToMessage(WatchedChange watched) => new()
    {
        CaseId = watched.Change?.CaseId.ToString() ?? "",
        State = (V1.CaseState)(watched.Change?.State ?? default),
        Conclusion = (V1.Conclusion)(watched.Change?.Conclusion ?? default),
        Revision = watched.Change?.Revision ?? 0,
        Position = PageTokens.FromPosition(watched.Position),
    };

    public static V1.Step ToMessage(StepView step)
    {
        var message = new V1.Step
        {
            SystemId = step.System.Id,
            SystemName = step.System.Name,
            RegisterId = step.Register.Id,
            ByHand = step.System.IsByHand,
            State = (V1.StepState)step.Row.State,
            Phase = (V1.Phase)step.Row.Phase,
            FailedAttempts = step.Row.FailedAttempts,
            Problem = (V1.Problem)step.Row.Problem,
            // A process that knows no rules may have changed the step and left the rule of before.
            Rule = Domain.StepRules.Problem(step.Document.Rule) == step.Row.Problem ? (V1.Rule)step.Document.Rule : V1.Rule.Unspecified,
            NextAttemptTime = step.Row.State == Domain.StepState.WaitingForAdapter ? step.Row.NextAttemptAt?.ToTimestamp() : null,
            Instruction = step.System.ByHand ?? "",
        };
        message.Parts.AddRange(step.Document.Parts.Select(ToMessage));
        message.FoundBy.AddRange(step.FoundBy
            .Select(f => new V1.FoundBy { IdentifierType = f.Identifier.Type, OriginSystemId = f.OriginSystemId }).Distinct());
        message.InformationNeeded.AddRange(step.Document.InformationNeeded);
        return message;
    }

    public static V1.OutcomePart ToMessage(Domain.OutcomePart part) => new()
    {
        Category = part.Category,
        Kind = (V1.OutcomeKind)part.Kind,
        Count = part.Count,
        Ground = (V1.Ground)part.Ground,
        Basis = part.Basis,
        UntilDate = part.UntilDate ?? "",
        Place = part.Place,
    };

    public static V1.PlannedStep ToMessage(PlannedStep step)
    {
        var message = new V1.PlannedStep
        {
            SystemId = step.System.Id,
            SystemName = step.System.Name,
            RegisterId = step.Register.Id,
            Action = (V1.PlannedAction)step.Action,
            Refusal = step.Refusal is null ? null : ToMessage(step.Refusal),
        };
        message.SearchedBy.AddRange(step.SearchedBy);
        message.InformationNeeded.AddRange(step.InformationNeeded);
        message.Phases.AddRange(step.Phases.Select(p => (V1.Phase)p));
        return message;
    }

    public static V1.WaitingStep ToMessage(WaitingStepView waiting)
    {
        var message = new V1.WaitingStep
        {
            CaseId = waiting.Case.Id.ToString(),
            Right = (V1.Right)waiting.Case.Right,
            LegalDeadlineTime = waiting.Case.LegalDeadline.ToTimestamp(),
            Step = ToMessage(waiting.Step),
        };
        message.Identifiers.AddRange(waiting.Request.Identifiers.Select(i => new V1.Identifier { Type = i.Type, Value = i.Value }));
        message.Corrections.AddRange(waiting.Request.Corrections.Select(c =>
            new V1.Correction { Category = c.Category, OldValue = c.OldValue, NewValue = c.NewValue }));
        return message;
    }

    public static V1.HistoryEntry ToMessage(HistoryView view) => new()
    {
        Time = view.Entry.At.ToTimestamp(),
        Actor = view.Entry.Actor,
        Event = view.Event,
        Rule = (V1.Rule)view.Rule,
        SystemId = view.Entry.SystemId,
        Text = view.Text,
    };
}
