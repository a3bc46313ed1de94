namespace DsrGateway.Cases.Orchestrating;

/// <summary>What the saga is told within this process; see <see cref="SagaRunner"/>.</summary>
internal abstract record CaseEvent(Guid CaseId)
{
    /// <summary>Why the store refused what was decided; handed back to the teller, for whom it is no fault of the saga.</summary>
    public CaseException? Refusal { get; set; }
}

/// <summary>
/// What happened to a case here, told while the case is locked and not written yet: the saga decides on
/// <see cref="Work"/>, and what happened and what follows from it are one transaction.
/// </summary>
internal abstract record CaseHappening(Guid CaseId) : CaseEvent(CaseId)
{
    public required CaseWork Work { get; init; }
}

/// <summary>A request was accepted; it becomes durable together with its plan.</summary>
internal sealed record CaseOpened(Guid CaseId) : CaseHappening(CaseId);

/// <summary>The person's portal gave more identifiers.</summary>
internal sealed record InformationProvided(Guid CaseId) : CaseHappening(CaseId);

/// <summary>A person moved a step on.</summary>
internal sealed record StepMovedByPerson(Guid CaseId) : CaseHappening(CaseId);

/// <summary>Every system that was being asked has answered, all answers at hand: they become durable together with what follows.</summary>
internal sealed record StepsAnswered(Guid CaseId) : CaseHappening(CaseId);

/// <summary>No step of the case is being asked any more.</summary>
internal sealed record StepsSettled(Guid CaseId) : CaseEvent(CaseId);

/// <summary>Nobody looked at the case although something was expected.</summary>
internal sealed record CaseOverdue(Guid CaseId) : CaseEvent(CaseId);

/// <summary>Asks a dispatcher to ask one system. Ids only: what is asked is read from the store.</summary>
public sealed record RunStep(Guid CaseId, string ControllerId, string SystemId, int Round);

/// <summary>Asks an orchestrator to look at a case.</summary>
public sealed record LookAtCase(Guid CaseId);
