using System.Diagnostics.Metrics;
using DsrGateway.Cases.Protecting;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// What becomes of a message that failed and failed again. It is given up with a line and a count: the case stands in the store and is
/// asked again. A message that only this process cannot work on goes back, for a process that can.
/// </summary>
internal sealed class FaultedMessages : IFilter<ExceptionReceiveContext>, IDisposable
{
    public const string MeterName = "DsrGateway.Cases";
    public const string CounterName = "dsr.messages.given_up";

    /// <summary>A message that goes back comes again at once; nobody is to turn in circles over it.</summary>
    private static readonly TimeSpan BeforeGivingBack = TimeSpan.FromSeconds(1);

    /// <summary>A store that is away fails every message: one line for many.</summary>
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _givenUp;
    private readonly TimeProvider _clock;
    private readonly ILogger<FaultedMessages> _log;
    private readonly Lock _gate = new();
    private long? _saidAt;
    private int _unsaid;

    public FaultedMessages(TimeProvider clock, ILogger<FaultedMessages> log)
    {
        (_clock, _log) = (clock, log);
        _givenUp = _meter.CreateCounter<long>(CounterName, "{message}", "Messages given up after their retries; their cases are asked again by what is stored.");
    }

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var queue = context.InputAddress.AbsolutePath.TrimStart('/');
        if (context.Exception.GetBaseException() is ControllerKeyException missing)
        {
            _log.GivenBack(queue, missing.Message);
            await Task.Delay(BeforeGivingBack, _clock, context.CancellationToken);
            // Out of the transport's own pipe: it gives the message back.
            throw missing;
        }

        _givenUp.Add(1, new("queue", queue), new("cause", Cause(context.Exception)));
        if (Count() is { } others)
        {
            _log.GivenUp(queue, Cause(context.Exception), context.Exception.StackTrace, others);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("faultedMessages");

    public void Dispose() => _meter.Dispose();

    /// <summary>An exception's own text may quote a value; what is said of it is its kind.</summary>
    private static string Cause(Exception e) => e is CaseException known ? known.Reason.ToString() : e.GetType().Name;

    /// <summary>How many were not told of since the last line; null if it is too early for another.</summary>
    private int? Count()
    {
        lock (_gate)
        {
            if (_saidAt is { } at && _clock.GetElapsedTime(at) < BetweenLines)
            {
                _unsaid++;
                return null;
            }

            var unsaid = _unsaid;
            (_saidAt, _unsaid) = (_clock.GetTimestamp(), 0);
            return unsaid;
        }
    }
}

internal static partial class FaultedMessagesLog
{
    [LoggerMessage(1217, LogLevel.Error,
        "A message of {Queue} was given up ({Cause} at {StackTrace}), and {Others} more since the last such line; their cases are asked again by what is stored, within two minutes")]
    public static partial void GivenUp(this ILogger log, string queue, string cause, string? stackTrace, int others);

    [LoggerMessage(1218, LogLevel.Error, "A message of {Queue} goes back to the broker: this process cannot use the controller's key. {Fault}")]
    public static partial void GivenBack(this ILogger log, string queue, string fault);
}
