namespace DsrGateway.Cases.Orchestrating;

/// <summary>
/// What happened to a case in this process, told while the case is locked and not written yet: the saga decides on
/// <see cref="Work"/>, and what happened and what follows from it are one transaction. Never leaves the process.
/// </summary>
internal abstract record CaseHappening(Guid CaseId)
{
    public required CaseWork Work { get; init; }
}

/// <summary>A request was accepted; it becomes durable together with its plan.</summary>
internal sealed record CaseOpened(Guid CaseId) : CaseHappening(CaseId);

/// <summary>The person's portal gave more identifiers.</summary>
internal sealed record InformationProvided(Guid CaseId) : CaseHappening(CaseId);

/// <summary>A person moved a step on.</summary>
internal sealed record StepMovedByPerson(Guid CaseId) : CaseHappening(CaseId);

/// <summary>No step of the case is being asked any more.</summary>
public sealed record StepsSettled(Guid CaseId);

/// <summary>Nobody looked at the case although something was expected.</summary>
public sealed record CaseOverdue(Guid CaseId);

/// <summary>Asks a dispatcher to ask one system. Ids only: what is asked is read from the store.</summary>
public sealed record RunStep(Guid CaseId, string ControllerId, string SystemId, int Round);
