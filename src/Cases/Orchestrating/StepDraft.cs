using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>A step while its case is being decided on.</summary>
internal sealed class StepDraft
{
    public required SystemConfig System { get; init; }
    public required int Ordinal { get; init; }
    public required Phase Phase { get; set; }
    public required StepState State { get; set; }
    public int Round { get; set; }
    public Guid OperationId { get; set; }
    public Problem Problem { get; set; }
    public int FailedAttempts { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public StepDocument Document { get; set; } = new();

    /// <summary>True once the decision changed it.</summary>
    public bool Changed { get; private set; }

    /// <summary>True if the decision asks its adapter.</summary>
    public bool Started { get; private set; }

    /// <summary>True if the decision begins an operation; <see cref="OperationId"/> is provisional until <see cref="OperationIds"/> names it.</summary>
    public bool IsNewOperation { get; private set; }

    public bool IsSearched => Document.Asked.Count > 0;

    /// <summary>Answered in its present phase and not yet moved on.</summary>
    public bool IsAnswered => State == StepState.Planned && Document.Selection is not null;

    public static StepDraft From(StepRow row, SystemConfig system, StepDocument document) => new()
    {
        System = system,
        Ordinal = row.Ordinal,
        Phase = row.Phase,
        State = row.State,
        Round = row.Round,
        OperationId = row.OperationId,
        Problem = row.Problem,
        FailedAttempts = row.FailedAttempts,
        NextAttemptAt = row.NextAttemptAt,
        Document = document,
    };

    /// <summary>Asks the adapter for a phase. Each asking that may differ has an operation id of its own.</summary>
    public void Start(Phase phase, int round, DateTimeOffset now, bool sameOperation = false)
    {
        (Phase, State, Round, Problem, FailedAttempts) = (phase, StepState.Running, round, Problem.None, 0);
        OperationId = sameOperation ? OperationId : Guid.NewGuid();
        Document = Document.Rule == StepRule.None ? Document : Document with { Rule = StepRule.None };
        NextAttemptAt = now + Leases.Step(System.Limits.Timeout);
        (Changed, Started, IsNewOperation) = (true, true, !sameOperation);
    }

    public void End(params IReadOnlyList<OutcomePart> parts) => Become(StepState.Ended, Document with { Parts = parts, InformationNeeded = [], Rule = StepRule.None });

    public void Take(SystemAnswer answer)
    {
        (State, Problem, FailedAttempts, NextAttemptAt) = (answer.State, answer.Problem, answer.FailedAttempts, answer.NextAttemptAt);
        (Document, Changed) = (answer.Document, true);
    }

    public void Become(StepState state, StepDocument? document = null)
    {
        (State, NextAttemptAt, Changed) = (state, null, true);
        Document = document ?? Document;
    }
}
