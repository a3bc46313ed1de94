using MassTransit;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>
/// The life of a case. Whatever happened, the machine looks at what is stored and decides what comes next
/// (<see cref="CaseProgress"/>); the states say how far the case has come.
/// </summary>
internal sealed class CaseStateMachine : MassTransitStateMachine<CaseSaga>
{
    public CaseStateMachine()
    {
        InstanceState(saga => saga.CurrentState);
        Correlate(() => Accepted, m => m.CaseId);
        Correlate(() => Answered, m => m.CaseId);
        Correlate(() => Settled, m => m.CaseId);
        Correlate(() => Informed, m => m.CaseId);
        Correlate(() => Moved, m => m.CaseId);
        Correlate(() => Overdue, m => m.CaseId);

        During(Opened, Asking, Held,
            GoOn(When(Accepted)), GoOn(When(Answered)), GoOn(When(Settled)), GoOn(When(Informed)), GoOn(When(Moved)), GoOn(When(Overdue)));

        // Final states are absorbing: a late or repeated message changes nothing.
        During(Closed, Cancelled, Ignore(Accepted), Ignore(Answered), Ignore(Settled), Ignore(Informed), Ignore(Moved), Ignore(Overdue));
    }

    /// <summary>Accepted, not yet planned.</summary>
    public State Opened { get; private set; } = null!;

    /// <summary>Systems are being asked, or their adapters awaited.</summary>
    public State Asking { get; private set; } = null!;

    /// <summary>Held until information comes or a person acts.</summary>
    public State Held { get; private set; } = null!;

    public State Closed { get; private set; } = null!;

    public State Cancelled { get; private set; } = null!;

    public Event<CaseOpened> Accepted { get; private set; } = null!;

    public Event<StepsAnswered> Answered { get; private set; } = null!;

    public Event<StepsSettled> Settled { get; private set; } = null!;

    public Event<InformationProvided> Informed { get; private set; } = null!;

    public Event<StepMovedByPerson> Moved { get; private set; } = null!;

    public Event<CaseOverdue> Overdue { get; private set; } = null!;

    private EventActivityBinder<CaseSaga, T> GoOn<T>(EventActivityBinder<CaseSaga, T> when) where T : class => when
        .Then(context => context.Saga.Work.Advance())
        .IfElse(context => context.Saga.Work.Case.State == CaseState.Closed,
            closed => closed.TransitionTo(Closed),
            open => open.IfElse(context => context.Saga.Work.Case.State == CaseState.Running,
                running => running.TransitionTo(Asking),
                held => held.TransitionTo(Held)));

    private void Correlate<T>(System.Linq.Expressions.Expression<Func<Event<T>>> property, Func<T, Guid> caseId) where T : class =>
        Event(property, x =>
        {
            x.CorrelateById(context => caseId(context.Message));
            x.OnMissingInstance(missing => missing.Discard());
        });
}
