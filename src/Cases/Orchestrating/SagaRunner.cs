using MassTransit.Mediator;
using Polly;
using Polly.Retry;

namespace DsrGateway.Cases.Orchestrating;

/// <summary>
/// Runs the state machine where the case moves, in this process and at once (MassTransit's mediator): a decision is made from
/// what is stored and guarded by the case's revision, so it does not matter which process makes it, and no message has to
/// travel and no second transaction has to follow before it is made.
/// </summary>
internal sealed class SagaRunner(IMediator mediator, TimeProvider clock)
{
    private readonly ResiliencePipeline _again = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<CaseException>(e => e.Reason == ErrorReason.Conflict),
        MaxRetryAttempts = 5,
        Delay = TimeSpan.FromMilliseconds(2),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    /// <summary>Decides on what the teller holds, and commits both. Never repeated here: the work is used up.</summary>
    /// <exception cref="CaseException">What the store throws; nothing was changed.</exception>
    public Task DecideAsync<T>(T happening, CancellationToken cancellation) where T : CaseHappening => mediator.Send(happening, cancellation);

    /// <summary>Looks at what is stored and decides; when somebody else was quicker, looks again.</summary>
    /// <exception cref="CaseException">What the store throws; nothing was changed.</exception>
    public async Task LookAsync<T>(T message, CancellationToken cancellation) where T : class =>
        await _again.ExecuteAsync(async token => await mediator.Send(message, token), cancellation);
}
