using MassTransit;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>The state machine's instance: a case's row seen by MassTransit. What is decided on lives in <see cref="Work"/>.</summary>
internal sealed class CaseSaga : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = "";

    public CaseWork Work { get; init; } = null!;
}
