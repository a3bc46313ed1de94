using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Server.Tests.Canary;

/// <summary>Hears everything that a gateway says outside its answers: log lines, activities, measurements, messages.</summary>
internal sealed class Ears : ILoggerProvider, IPublishObserver, ISendObserver, IReceiveObserver
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Ears()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Activities.Enqueue(Describe(activity)),
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Hear<int>();
        Hear<long>();
        Hear<double>();
        Hear<float>();
        Hear<short>();
        Hear<byte>();
        Hear<decimal>();
        _meters.Start();
    }

    public ConcurrentQueue<string> Lines { get; } = [];

    public ConcurrentQueue<string> Activities { get; } = [];

    public ConcurrentQueue<string> Measurements { get; } = [];

    public ConcurrentQueue<string> Messages { get; } = [];

    public void RecordObservables() => _meters.RecordObservableInstruments();

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName, Lines);

    public Task PrePublish<T>(PublishContext<T> context) where T : class => TakeAsync("publish", context.Message, context.Headers);

    public Task PostPublish<T>(PublishContext<T> context) where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => TakeAsync("publish fault", exception.ToString(), context.Headers);

    public Task PreSend<T>(SendContext<T> context) where T : class => TakeAsync("send", context.Message, context.Headers);

    public Task PostSend<T>(SendContext<T> context) where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception) where T : class => TakeAsync("send fault", exception.ToString(), context.Headers);

    public Task PreReceive(ReceiveContext context) => TakeAsync("receive", context.Body.GetString(), context.TransportHeaders);

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class =>
        TakeAsync("consume fault", exception.ToString(), context.Headers);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => TakeAsync("receive fault", exception.ToString(), context.TransportHeaders);

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private static string Describe(Activity activity) => string.Join(
        ' ',
        (string?[])
        [
            activity.Source.Name, activity.OperationName, activity.DisplayName, activity.StatusDescription, activity.TraceStateString,
            .. activity.TagObjects.Select(t => $"{t.Key}={t.Value}"),
            .. activity.Baggage.Select(t => $"{t.Key}={t.Value}"),
            .. activity.Events.SelectMany(e => (string[])[e.Name, .. e.Tags.Select(t => $"{t.Key}={t.Value}")]),
        ]);

    private void Hear<T>() where T : struct => _meters.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
    {
        var text = $"{instrument.Meter.Name} {instrument.Name}={value}";
        foreach (var tag in tags)
        {
            text += $" {tag.Key}={tag.Value}";
        }

        Measurements.Enqueue(text);
    });

    private Task TakeAsync(string how, object message, IEnumerable<HeaderValue> headers)
    {
        Messages.Enqueue($"{how} {JsonSerializer.Serialize(message)} {string.Join(' ', headers.Select(h => $"{h.Key}={h.Value}"))}");
        return Task.CompletedTask;
    }

    private sealed class Ear(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {values} {exception}");
        }
    }
}
