using System.Diagnostics.Metrics;
using DsrGateway.Cases.Protecting;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// What becomes of a message that failed and failed again, or that nobody here knows. It is given up with a line and a count: the case
/// stands in the store and is asked again. A message that only this process cannot work on goes back, for a process that can.
/// </summary>
internal sealed class FaultedMessages : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>, IDisposable
{
    public const string MeterName = "DsrGateway.Cases";
    public const string GivenUpName = "dsr.messages.given_up";
    public const string GivenBackName = "dsr.messages.given_back";

    /// <summary>How often a message that goes back, takes the process down with it or never comes to an end is delivered again.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>RabbitMQ's, of a quorum queue: how often the message came back before.</summary>
    private const string DeliveryCount = "x-delivery-count";

    /// <summary>A message that goes back comes again at once; nobody is to turn in circles over it.</summary>
    private static readonly TimeSpan BeforeGivingBack = TimeSpan.FromSeconds(1);

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _givenUp;
    private readonly Counter<long> _givenBack;
    private readonly RareLine _ups;
    private readonly RareLine _backs;
    private readonly TimeProvider _clock;
    private readonly ILogger<FaultedMessages> _log;

    public FaultedMessages(TimeProvider clock, ILogger<FaultedMessages> log)
    {
        (_clock, _log, _ups, _backs) = (clock, log, new RareLine(clock), new RareLine(clock));
        _givenUp = _meter.CreateCounter<long>(GivenUpName, "{message}", "Messages given up; their cases are asked again by what is stored.");
        _givenBack = _meter.CreateCounter<long>(GivenBackName, "{message}", "Messages given back to the broker, for this process cannot use the controller's key.");
    }

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // The broker drops what came back too often, and says so to nobody: before that the message is given up here.
        var missing = context.Exception.GetBaseException() as ControllerKeyException;
        if (missing is not null && context.TransportHeaders.Get<long>(DeliveryCount, 0) < DeliveryLimit)
        {
            await GiveBackAsync(context, missing);
        }

        GiveUp(context, Cause(context.Exception), missing?.Message ?? FirstFrame(context.Exception));
        await next.Send(context);
    }

    /// <summary>A message of a kind that nobody here takes.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        GiveUp(context, "NoConsumer", "the receive endpoint");
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("faultedMessages");

    public void Dispose() => _meter.Dispose();

    private async Task GiveBackAsync(ExceptionReceiveContext context, ControllerKeyException missing)
    {
        _givenBack.Add(1, new KeyValuePair<string, object?>("queue", Queue(context)));
        if (_backs.Count() is { } others)
        {
            _log.GivenBack(Queue(context), others, missing.Message);
        }

        await Task.Delay(BeforeGivingBack, _clock, context.CancellationToken);
        // Out of the transport's own pipe: it gives the message back.
        throw missing;
    }

    private void GiveUp(ReceiveContext context, string cause, string? place)
    {
        _givenUp.Add(1, new("queue", Queue(context)), new("cause", cause));
        if (_ups.Count() is { } others)
        {
            _log.GivenUp(Queue(context), cause, place, others);
        }
    }

    private static string FirstFrame(Exception e) => e.StackTrace?.Trim().Split('\n')[0].Trim() ?? "an unknown place";

    private static string Queue(ReceiveContext context) => context.InputAddress.AbsolutePath.TrimStart('/');

    /// <summary>An exception's own text may quote a value; what is said of it is its kind.</summary>
    private static string Cause(Exception e) => e is CaseException known ? known.Reason.ToString() : e.GetType().Name;
}

internal static partial class FaultedMessagesLog
{
    [LoggerMessage(1217, LogLevel.Error,
        "A message of {Queue} was given up ({Cause}: {Place}), and {Others} more since the last such line; their cases are asked again by what is stored, within two minutes")]
    public static partial void GivenUp(this ILogger log, string queue, string cause, string? place, int others);

    [LoggerMessage(1218, LogLevel.Error,
        "A message of {Queue} goes back to the broker, and {Others} more since the last such line: this process cannot use the controller's key. {Fault}")]
    public static partial void GivenBack(this ILogger log, string queue, int others, string fault);
}
