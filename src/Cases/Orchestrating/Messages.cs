namespace DsrGateway.Cases.Orchestrating;

/// <summary>A case was opened and is durable.</summary>
public sealed record CaseOpened(Guid CaseId);

/// <summary>No step of the case is being asked any more.</summary>
public sealed record StepsSettled(Guid CaseId);

/// <summary>The person's portal gave more identifiers.</summary>
public sealed record InformationProvided(Guid CaseId);

/// <summary>A person moved a step on.</summary>
public sealed record StepMovedByPerson(Guid CaseId);

/// <summary>Nobody looked at the case although something was expected.</summary>
public sealed record CaseOverdue(Guid CaseId);

/// <summary>Asks a dispatcher to ask one system. Ids only: what is asked is read from the store.</summary>
public sealed record RunStep(Guid CaseId, string ControllerId, string SystemId, int Round);
