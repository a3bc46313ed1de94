using System.Threading.Channels;
using DsrGateway.Cases.Reconciling;
using DsrGateway.Cases.Storage;
using DsrGateway.Cases.Storage.Sqlite;
using DsrGateway.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DsrGateway.Cases.Dispatching;

public sealed class AdapterWatchTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Tomorrow = Given.Noon.AddDays(1);
    private readonly TempFolder _folder = new();
    private FakeClock _clock = null!;
    private readonly Probes _probes = new();
    private readonly SweepTrigger _trigger = new();
    private SqliteCaseStore _store = null!;
    private AdapterWatch _watch = null!;
    private CaseId _id;

    public async Task InitializeAsync()
    {
        _store = new SqliteCaseStore(_folder["cases.db"]);
        _id = (await _store.OpenAsync(Given.Opening(), default)).CaseId;
        await using (var session = await _store.BeginAsync(_id, default))
        {
            await session!.CommitAsync(new CaseChange(session.Case with { Round = 1, Pending = 2 }, [Given.Running("crm"), Given.Running("other", ordinal: 1)], []), default);
        }

        await StartAsync();
        await _store.RecordAsync(Given.Deferral(new StepKey(_id, "acme", "crm", 1), Tomorrow), Given.Noon, default);
        await _store.RecordAsync(Given.Deferral(new StepKey(_id, "acme", "other", 1), Tomorrow), Given.Noon, default);
    }

    /// <summary>Ready once it made its timer; what waited before that it has looked up.</summary>
    private async Task StartAsync()
    {
        _clock = new FakeClock();
        var options = Options.Create(new DispatchOptions());
        _watch = new AdapterWatch(
            _store, new ControllerCatalog([Given.Snapshot.Config]), _probes, new SystemPipelines(new ControllerCatalog([]), options, _clock), _trigger, _clock, options, NullLogger<AdapterWatch>.Instance);
        await _watch.StartAsync(default);
        await _clock.TimerMade;
    }

    public async Task DisposeAsync()
    {
        await _watch.StopAsync(default);
        _watch.Dispose();
        _trigger.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_adapter_that_was_seen_down_wakes_its_steps_when_it_is_back()
    {
        _watch.Suspect("crm-adapter");
        await LookAsync(alive: false);
        Assert.Equal(Tomorrow, await NextAsync("crm"));
        await LookAsync(alive: false);
        await LookAsync(alive: true);

        await _trigger.WaitAsync(Timeout.InfiniteTimeSpan, default).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(_clock.GetUtcNow(), await NextAsync("crm"));
        Assert.Equal(Tomorrow, await NextAsync("other"));
    }

    [Fact]
    public async Task An_adapter_that_came_back_while_no_process_looked_wakes_its_steps_after_the_start()
    {
        await _watch.StopAsync(default);
        _watch.Dispose();
        await StartAsync();

        await LookAsync(alive: true);

        await _trigger.WaitAsync(Timeout.InfiniteTimeSpan, default).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(_clock.GetUtcNow(), await NextAsync("crm"));
    }

    [Fact]
    public async Task An_adapter_that_never_looked_down_wakes_nothing()
    {
        _watch.Suspect("crm-adapter");
        await LookAsync(alive: true);
        // It is suspected anew and looked at again, so the look before is over.
        await SuspectUntilLookedAtAsync();

        Assert.Equal(Tomorrow, await NextAsync("crm"));
    }

    /// <summary>Lets one interval pass and answers the probe that comes.</summary>
    private async Task LookAsync(bool alive)
    {
        _clock.Advance(new DispatchOptions().ProbeInterval);
        (await _probes.NextAsync()).SetResult(alive);
    }

    private async Task SuspectUntilLookedAtAsync()
    {
        var next = _probes.NextAsync();
        while (!next.IsCompleted)
        {
            _watch.Suspect("crm-adapter");
            _clock.Advance(new DispatchOptions().ProbeInterval);
            await Task.Yield();
        }

        (await next).SetResult(false);
    }

    private async Task<DateTimeOffset?> NextAsync(string systemId) => (await _store.ReadAsync(_id, default))!.Steps.Single(s => s.SystemId == systemId).NextAttemptAt;

    private sealed class Probes : IAdapters
    {
        private readonly Channel<TaskCompletionSource<bool>> _asked = Channel.CreateUnbounded<TaskCompletionSource<bool>>();

        public Task<TaskCompletionSource<bool>> NextAsync() => _asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        public Task<bool> IsAliveAsync(string adapter, CancellationToken cancellation)
        {
            Assert.Equal("crm-adapter", adapter);
            var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(_asked.Writer.TryWrite(answer));
            return answer.Task.WaitAsync(cancellation);
        }

        public Task<LocateAnswer> LocateAsync(string adapter, StepCall call, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<FulfilAnswer> FulfilAsync(string adapter, StepCall call, IResultSink sink, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<VerifyAnswer> VerifyAsync(string adapter, StepCall call, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
