using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Orchestrating;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.Dispatching;

public sealed class SystemPipelinesTests
{
    private static readonly SystemConfig Crm = Board.ByAdapter("crm") with { Limits = new SystemLimits { Concurrency = 2 } };
    private static readonly SystemConfig Erp = Board.ByAdapter("erp");
    private readonly FakeClock _clock = new();
    private readonly SystemPipelines _pipelines;

    public SystemPipelinesTests() => _pipelines = new SystemPipelines(new ControllerCatalog([]), Options.Create(new DispatchOptions { QuickRetries = 0 }), _clock);

    [Fact]
    public async Task A_dead_adapter_opens_its_own_circuit_and_no_others()
    {
        await KillAsync("acme", Crm);

        Assert.False(await AsksAsync("acme", Crm));
        Assert.True(await AsksAsync("acme", Erp));
        Assert.True(await AsksAsync("globex", Crm));
    }

    [Fact]
    public async Task An_adapter_seen_alive_is_asked_again_at_once()
    {
        await KillAsync("acme", Crm);
        await _pipelines.CloseCircuitAsync("acme", "crm");

        Assert.True(await AsksAsync("acme", Crm));
    }

    [Fact]
    public async Task A_circuit_is_tried_again_after_its_time()
    {
        await KillAsync("acme", Crm);
        _clock.Advance(new DispatchOptions().BreakDuration);

        Assert.True(await AsksAsync("acme", Crm));
    }

    [Fact]
    public async Task Closing_a_circuit_that_nobody_used_is_nothing() => await _pipelines.CloseCircuitAsync("acme", "unknown");

    [Fact]
    public async Task No_more_calls_than_allowed_run_at_once_and_others_wait_their_turn()
    {
        var (running, go) = (0, new TaskCompletionSource());
        var bothRun = new TaskCompletionSource();
        var calls = Enumerable.Range(0, 5).Select(_ => _pipelines.For("acme", Crm).AskAsync(
            async _ =>
            {
                var now = Interlocked.Increment(ref running);
                Assert.InRange(now, 1, 2);
                if (now == 2)
                {
                    bothRun.TrySetResult();
                }

                await go.Task;
                return Interlocked.Decrement(ref running);
            },
            default)).ToList();

        await bothRun.Task;
        Assert.True(await AsksAsync("acme", Erp));
        Assert.All(calls, c => Assert.False(c.IsCompleted));
        go.SetResult();
        await Task.WhenAll(calls);
    }

    [Theory]
    [InlineData(Problem.AdapterUnavailable, 3)]
    [InlineData(Problem.AdapterTimeout, 1)]
    [InlineData(Problem.AdapterBrokeContract, 1)]
    [InlineData(Problem.AdapterRefusedCall, 1)]
    public async Task Only_what_passes_at_once_is_repeated_at_once(Problem problem, int calls)
    {
        var pipeline = new SystemPipeline(1, new DispatchOptions { QuickRetries = 2, QuickRetryDelay = TimeSpan.Zero }, TimeProvider.System);
        var made = 0;
        await Assert.ThrowsAsync<AdapterException>(() => pipeline.AskAsync<int>(
            _ =>
            {
                made++;
                throw new AdapterException(problem, "scripted");
            },
            default));

        Assert.Equal(calls, made);
    }

    [Fact]
    public async Task Answers_that_break_the_contract_open_no_circuit()
    {
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<AdapterException>(() => _pipelines.For("acme", Crm).AskAsync<int>(_ => throw AdapterException.BrokeContract("scripted"), default));
        }

        Assert.True(await AsksAsync("acme", Crm));
    }

    private async Task KillAsync(string controllerId, SystemConfig system)
    {
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAsync<AdapterException>(() => _pipelines.For(controllerId, system).AskAsync<int>(
                _ => throw new AdapterException(Problem.AdapterUnavailable, "scripted"), default));
        }
    }

    /// <summary>Whether a call reaches the adapter.</summary>
    private async Task<bool> AsksAsync(string controllerId, SystemConfig system)
    {
        try
        {
            return await _pipelines.For(controllerId, system).AskAsync(_ => Task.FromResult(true), default);
        }
        catch (AdapterException e) when (e.Problem == Problem.AdapterUnavailable)
        {
            return false;
        }
    }
}
