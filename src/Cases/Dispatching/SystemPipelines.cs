using System.Collections.Concurrent;
using DsrGateway.Cases.Configuring;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace DsrGateway.Cases.Dispatching;

/// <summary>
/// One Polly pipeline per system, so that a system that is down or slow costs the others nothing: concurrency limit, retry
/// with jitter, circuit breaker. The time limit is the call's own (see <see cref="IdleTimeout"/>), because a stream that is
/// alive may take long. Retrying is safe for every call: Locate and Verify change nothing and Fulfil has its effect once
/// per operation id; yet only what passes by itself is retried.
/// </summary>
internal sealed class SystemPipelines(ControllerCatalog catalog, IOptions<DispatchOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string, string), SystemPipeline> _pipelines = new();

    /// <param name="system">
    /// As the case froze it. How hard the system may be pressed is told by the configuration of now. One that the configuration names no more keeps
    /// what it has: cases that froze different limits must not each start anew with the system's places and its circuit.
    /// </param>
    public SystemPipeline For(string controllerId, SystemConfig system)
    {
        var now = catalog.FindAsked(controllerId, system.Id)?.Limits.Concurrency;
        return _pipelines.AddOrUpdate(
            (controllerId, system.Id), _ => new SystemPipeline(now ?? system.Limits.Concurrency, options.Value, clock),
            (_, known) => now is null || known.Concurrency == now ? known : new SystemPipeline(now.Value, options.Value, clock));
    }

    /// <summary>The adapter was seen alive: its systems are asked again at once.</summary>
    public Task CloseCircuitAsync(string controllerId, string systemId) =>
        _pipelines.TryGetValue((controllerId, systemId), out var pipeline) ? pipeline.CloseCircuitAsync() : Task.CompletedTask;
}

internal sealed class SystemPipeline
{
    private const int MaxQueued = int.MaxValue;
    private readonly CircuitBreakerManualControl _circuit = new();
    private readonly ResiliencePipeline _pipeline;

    public SystemPipeline(int concurrency, DispatchOptions options, TimeProvider clock)
    {
        Concurrency = concurrency;
        var passing = new PredicateBuilder().Handle<AdapterException>(e => e.IsPassing);
        // Outermost: a call that is repeated keeps its place.
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock }.AddConcurrencyLimiter(concurrency, MaxQueued);
        if (options.QuickRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                // A call that ran into its time limit has held a place for long enough; it waits its turn.
                ShouldHandle = new PredicateBuilder().Handle<AdapterException>(e => e.Problem == Problem.AdapterUnavailable),
                MaxRetryAttempts = options.QuickRetries,
                Delay = options.QuickRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        _pipeline = builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            ShouldHandle = passing,
            FailureRatio = 0.5,
            MinimumThroughput = 6,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = options.BreakDuration,
            ManualControl = _circuit,
        }).Build();
    }

    public int Concurrency { get; }

    /// <exception cref="AdapterException">There was no answer, or the circuit is open (ADAPTER_UNAVAILABLE).</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await call(token), cancellation);
        }
        catch (BrokenCircuitException e)
        {
            throw new AdapterException(StepRule.CircuitOpen, e);
        }
    }

    public Task CloseCircuitAsync() => _circuit.CloseAsync();
}
