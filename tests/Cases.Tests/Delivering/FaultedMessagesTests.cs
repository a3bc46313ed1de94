using System.Diagnostics.Metrics;
using DsrGateway.Cases.Orchestrating;
using DsrGateway.Cases.Protecting;
using DsrGateway.TestServers.Shared;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>What becomes of a message that a real broker brought and that failed.</summary>
[Trait("Needs", "servers")]
public sealed class FaultedMessagesTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly LinesOf<FaultedMessages> _log = new();
    private IBusControl? _bus;
    private FaultedMessages? _filter;
    private int _deliveries;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await (_bus?.StopAsync() ?? Task.CompletedTask).WaitAsync(Patience);
        _filter?.Dispose();
    }

    [Fact]
    public async Task A_message_that_is_given_up_is_told_and_counted_without_what_the_exception_says()
    {
        var counted = new TaskCompletionSource<(long, string?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var meters = Listen(FaultedMessages.GivenUpName, (value, cause) => counted.TrySetResult((value, cause)));
        await StartAsync(TimeProvider.System, () => throw new FormatException("maija@example.fi is no number"));

        Assert.Equal((1, nameof(FormatException)), await counted.Task.WaitAsync(Patience));
        var line = await _log.NextAsync(Patience);
        Assert.Contains("given up (FormatException: at", line, StringComparison.Ordinal);
        Assert.DoesNotContain("maija", line, StringComparison.Ordinal);
        Assert.Equal(1, _deliveries);
    }

    [Fact]
    public async Task A_message_that_this_process_has_no_key_for_goes_back_and_comes_again()
    {
        var clock = new HurriedClock();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(clock, () =>
        {
            if (_deliveries == 1)
            {
                throw new ControllerKeyException("/keys/acme.key is missing.");
            }

            done.TrySetResult();
        });

        var line = await _log.NextAsync(Patience);
        await done.Task.WaitAsync(Patience);

        Assert.Contains("/keys/acme.key is missing", line, StringComparison.Ordinal);
        Assert.Equal(2, _deliveries);
        // Nobody turns in circles over it.
        Assert.Equal([TimeSpan.FromSeconds(1)], clock.Waits);
    }

    [Fact]
    public async Task A_message_of_a_kind_that_nobody_takes_is_told_and_counted()
    {
        var counted = new TaskCompletionSource<(long, string?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var meters = Listen(FaultedMessages.GivenUpName, (value, cause) => counted.TrySetResult((value, cause)));
        await StartAsync(TimeProvider.System, () => { });
        // As an exchange: a send to a queue declares it as another kind than it is, and the broker closes the channel for it.
        var queue = await _bus!.GetSendEndpoint(new Uri("exchange:faulted"));

        await queue.Send(new RunStep(Guid.NewGuid(), "acme", "crm", 0));

        Assert.Equal((1, "NoConsumer"), await counted.Task.WaitAsync(Patience));
        Assert.Contains("faulted was given up (NoConsumer", await _log.NextAsync(Patience), StringComparison.Ordinal);
    }

    /// <summary>The broker drops what came back once more, and tells nobody.</summary>
    [Fact]
    public async Task A_message_that_goes_back_as_often_as_it_may_is_given_up_in_the_end()
    {
        var clock = new HurriedClock();
        var counted = new TaskCompletionSource<(long, string?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var meters = Listen(FaultedMessages.GivenUpName, (value, cause) => counted.TrySetResult((value, cause)));
        await StartAsync(clock, () => throw new ControllerKeyException("/keys/acme.key is missing."));

        await counted.Task.WaitAsync(Patience);

        Assert.Equal((1, nameof(ControllerKeyException)), await counted.Task);
        Assert.Equal(1 + FaultedMessages.DeliveryLimit, _deliveries);
    }

    private async Task StartAsync(TimeProvider clock, Action consume)
    {
        var address = BrokerAddress.Parse(await SharedServers.CreateVirtualHostAsync());
        var filter = _filter = new FaultedMessages(clock, _log);
        _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(address.Uri, host =>
            {
                host.Username(address.User);
                host.Password(address.Password);
                host.UseCluster(cluster => cluster.Node($"{address.Nodes[0].Host}:{address.Nodes[0].Port}"));
            });
            bus.ReceiveEndpoint("faulted", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.SetQueueArgument("x-delivery-limit", FaultedMessages.DeliveryLimit);
                endpoint.PublishFaults = false;
                endpoint.ConfigureError(error => error.UseFilter(filter));
                endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(filter));
                endpoint.Handler<LookAtCase>(_ =>
                {
                    _deliveries++;
                    consume();
                    return Task.CompletedTask;
                });
            });
        });
        await _bus.StartAsync();
        await _bus.Publish(new LookAtCase(Guid.NewGuid()));
    }

    private static MeterListener Listen(string counter, Action<long, string?> told)
    {
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }
        };
        meters.SetMeasurementEventCallback<long>((_, value, tags, _) => told(value, tags.ToArray().Single(t => t.Key == "cause").Value as string));
        meters.Start();
        return meters;
    }
}

/// <summary>Whoever waits by it has waited long enough at once; it keeps for how long.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Enqueue(dueTime);
        }

        return base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}

/// <summary>The lines that one class logs, as they come.</summary>
internal sealed class LinesOf<T> : ILogger<T>
{
    private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public async Task<string> NextAsync(TimeSpan patience) => await _lines.Reader.ReadAsync().AsTask().WaitAsync(patience);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite(formatter(state, exception));
}
