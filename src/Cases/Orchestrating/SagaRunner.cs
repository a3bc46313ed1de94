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
    public async Task DecideAsync<T>(T happening, CancellationToken cancellation) where T : CaseHappening
    {
        await mediator.Send(happening, cancellation);
        if (happening.Refusal is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Looks at what is stored and decides; when somebody else was quicker, looks again.</summary>
    /// <exception cref="CaseException">What the store throws; nothing was changed.</exception>
    public async Task LookAsync<T>(Func<T> said, CancellationToken cancellation) where T : CaseEvent => await _again.ExecuteAsync(
        async token =>
        {
            var seen = said();
            await mediator.Send(seen, token);
            if (seen.Refusal is { } refusal)
            {
                throw refusal;
            }
        },
        cancellation);
}
