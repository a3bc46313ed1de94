using DsrGateway.Cases.Configuring;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.StoreContract;
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

    [Fact]
    public async Task Who_is_cancelled_while_waiting_for_his_turn_never_asks_and_holds_up_nobody()
    {
        var pipeline = new SystemPipeline(1, new DispatchOptions { QuickRetries = 0 }, _clock);
        var (running, go, asked) = (new TaskCompletionSource(), new TaskCompletionSource<int>(), false);
        var first = pipeline.AskAsync(
            _ =>
            {
                running.SetResult();
                return go.Task;
            },
            default);
        await running.Task;
        using var patience = new CancellationTokenSource();
        var waiting = pipeline.AskAsync(_ => Task.FromResult(asked = true), patience.Token);
        var last = pipeline.AskAsync(_ => Task.FromResult(3), default);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(last.IsCompleted);
        go.SetResult(1);

        Assert.Equal((1, 3, false), (await first, await last, asked));
    }

    /// <summary>Between two attempts the place is kept: a system that fails is not pressed harder than one that answers.</summary>
    [Fact]
    public async Task A_call_that_is_repeated_keeps_its_place()
    {
        var pipeline = new SystemPipeline(1, new DispatchOptions { QuickRetries = 1, QuickRetryDelay = TimeSpan.FromSeconds(1) }, _clock);
        var order = new List<string>();
        var first = pipeline.AskAsync(
            _ =>
            {
                order.Add("first");
                return order.Count == 1 ? throw new AdapterException(StepRule.ConnectionFailed) : Task.FromResult(1);
            },
            default);
        await _clock.TimerMade;
        var second = pipeline.AskAsync(
            _ =>
            {
                order.Add("second");
                return Task.FromResult(2);
            },
            default);
        while (!first.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((1, 2), (await first, await second));
        Assert.Equal(["first", "first", "second"], order);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public async Task A_changed_limit_counts_for_the_next_call(int before, int after)
    {
        var catalog = CatalogOf(before);
        var pipelines = new SystemPipelines(catalog, Options.Create(new DispatchOptions { QuickRetries = 0 }), _clock);
        var go = new TaskCompletionSource<int>();
        var held = pipelines.For("acme", Crm).AskAsync(_ => go.Task, default);
        Assert.Same(pipelines.For("acme", Crm), pipelines.For("acme", Crm));

        await catalog.ReplaceAsync(CatalogOf(after).All);
        var (running, turns) = (0, Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<int>()).ToList());
        // Whoever gets a place runs before the call returns; whoever does not has only queued.
        var calls = turns.Select(turn => pipelines.For("acme", Crm).AskAsync(_ => TakeTurnAsync(turn.Task), default)).ToList();
        Assert.Equal(after, running);

        for (var done = 0; done < turns.Count; done++)
        {
            turns[done].SetResult(1);
            await calls[done];
            Assert.InRange(running, 0, after);
        }

        go.SetResult(1);
        await held;

        async Task<int> TakeTurnAsync(Task<int> turn)
        {
            Interlocked.Increment(ref running);
            await turn;
            return Interlocked.Decrement(ref running);
        }
    }

    /// <summary>Its cases go on; each froze what was configured when it was opened.</summary>
    [Fact]
    public async Task A_system_that_is_configured_no_more_keeps_its_places_and_its_circuit_whatever_its_cases_froze()
    {
        var catalog = CatalogOf(2);
        var pipelines = new SystemPipelines(catalog, Options.Create(new DispatchOptions { QuickRetries = 0 }), _clock);
        var known = pipelines.For("acme", Crm);

        await catalog.ReplaceAsync([]);

        Assert.Same(known, pipelines.For("acme", Crm with { Limits = new SystemLimits { Concurrency = 5 } }));
        Assert.Same(known, pipelines.For("acme", Crm with { Limits = new SystemLimits { Concurrency = 1 } }));
    }

    [Theory]
    [InlineData(StepRule.ConnectionFailed, 3)]
    [InlineData(StepRule.TimeLimit, 1)]
    [InlineData(StepRule.NoOutcome, 1)]
    [InlineData(StepRule.StatusInternal, 1)]
    public async Task Only_what_passes_at_once_is_repeated_at_once(StepRule rule, int calls)
    {
        var pipeline = new SystemPipeline(1, new DispatchOptions { QuickRetries = 2, QuickRetryDelay = TimeSpan.Zero }, TimeProvider.System);
        var made = 0;
        await Assert.ThrowsAsync<AdapterException>(() => pipeline.AskAsync<int>(
            _ =>
            {
                made++;
                throw new AdapterException(rule);
            },
            default));

        Assert.Equal(calls, made);
    }

    [Fact]
    public async Task Answers_that_break_the_contract_open_no_circuit()
    {
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<AdapterException>(() => _pipelines.For("acme", Crm).AskAsync<int>(_ => throw new AdapterException(StepRule.NoOutcome), default));
        }

        Assert.True(await AsksAsync("acme", Crm));
    }

    private static ControllerCatalog CatalogOf(int concurrency)
    {
        var controller = Given.Snapshot.Config;
        var crm = Crm with { Limits = new SystemLimits { Concurrency = concurrency } };
        return new([controller with { Id = "acme", Registers = [controller.Registers[0] with { Systems = [crm] }] }]);
    }

    private async Task KillAsync(string controllerId, SystemConfig system)
    {
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAsync<AdapterException>(() => _pipelines.For(controllerId, system).AskAsync<int>(
                _ => throw new AdapterException(StepRule.ConnectionFailed), default));
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
