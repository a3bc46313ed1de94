using System.Buffers;
using System.Text;
using DsrGateway.Cases;
using DsrGateway.Cases.Dispatching;
using DsrGateway.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Right = DsrGateway.V1.Right;

namespace DsrGateway.Server.Adapters;

/// <summary>The engine's way to adapters, by gRPC.</summary>
internal sealed class GrpcAdapters(AdapterChannels channels) : IAdapters
{
    /// <summary>A status has this rule and its own number.</summary>
    private const StepRule StatusRules = (StepRule)100;

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    public Task<LocateAnswer> LocateAsync(string adapter, StepCall call, CancellationToken cancellation) => AnswerAsync(async () =>
    {
        var response = await channels.For(adapter).LocateAsync(new LocateRequest { Context = ToContext(call) }, cancellationToken: cancellation);
        return new LocateAnswer(AdapterMapping.ToSelection(response.Selection), AdapterMapping.ToParts(response.Forecast));
    }, cancellation);

    public Task<FulfilAnswer> FulfilAsync(string adapter, StepCall call, IResultSink sink, CancellationToken cancellation) => AnswerAsync(async () =>
    {
        using var stream = channels.For(adapter).Fulfil(new FulfilRequest { Context = ToContext(call) }, cancellationToken: cancellation);
        FulfilOutcome? outcome = null;
        var first = true;
        await foreach (var message in stream.ResponseStream.ReadAllAsync(cancellation))
        {
            if (first)
            {
                Failpoints.Reach(Failpoint.FulfilFirstMessage);
                first = false;
            }

            if (outcome is not null)
            {
                throw new AdapterException(StepRule.MessageAfterOutcome);
            }

            outcome = await TakeAsync(message, sink, cancellation);
        }

        return outcome is null
            ? throw new AdapterException(StepRule.NoOutcome)
            : new FulfilAnswer(
                Guid.TryParse(outcome.OperationId, out var operationId) ? operationId : Guid.Empty,
                AdapterMapping.ToSelection(outcome.Selection), AdapterMapping.ToParts(outcome.Parts), outcome.Sent);
    }, cancellation);

    public Task<VerifyAnswer> VerifyAsync(string adapter, StepCall call, CancellationToken cancellation) => AnswerAsync(async () =>
    {
        var response = await channels.For(adapter).VerifyAsync(new VerifyRequest { Context = ToContext(call) }, cancellationToken: cancellation);
        return new VerifyAnswer(AdapterMapping.ToParts(response.Parts));
    }, cancellation);

    /// <summary>Any answer is a sign of life, also "unimplemented": health is not part of the adapter's contract.</summary>
    public async Task<bool> IsAliveAsync(string adapter, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(ProbeTimeout);
        try
        {
            var response = await channels.HealthOf(adapter).CheckAsync(new HealthCheckRequest(), cancellationToken: timeout.Token);
            return response.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException e)
        {
            return e.StatusCode == StatusCode.Unimplemented;
        }
        catch (AdapterException)
        {
            return false;
        }
    }

    /// <summary>The outcome, if that is what the message is.</summary>
    private static async ValueTask<FulfilOutcome?> TakeAsync(FulfilResponse message, IResultSink sink, CancellationToken cancellation)
    {
        switch (message.MessageCase)
        {
            case FulfilResponse.MessageOneofCase.Record:
                await TakeAsync(message.Record, sink, cancellation);
                return null;
            case FulfilResponse.MessageOneofCase.FileChunk:
                var chunk = message.FileChunk;
                await sink.FileChunkAsync(chunk.Category, chunk.Name, chunk.Content.Memory, chunk.Last, cancellation);
                return null;
            case FulfilResponse.MessageOneofCase.Progress:
                await sink.ProgressAsync(cancellation);
                return null;
            case FulfilResponse.MessageOneofCase.Outcome:
                return message.Outcome;
            default:
                throw new AdapterException(StepRule.UnknownMessage);
        }
    }

    /// <summary>The sink takes a copy, so the bytes are lent: a stream of large records would fill the heap with them.</summary>
    private static async ValueTask TakeAsync(Record record, IResultSink sink, CancellationToken cancellation)
    {
        var lent = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(record.Json));
        try
        {
            var length = Encoding.UTF8.GetBytes(record.Json, lent);
            await sink.RecordAsync(record.Category, record.Collection, lent.AsMemory(0, length), cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lent);
        }
    }

    private static StepContext ToContext(StepCall call)
    {
        var context = new StepContext
        {
            OperationId = call.OperationId.ToString("D"),
            CaseId = call.CaseId.ToString(),
            ControllerId = call.ControllerId,
            SystemId = call.SystemId,
            Right = (Right)call.Right,
        };
        context.Identifiers.AddRange(call.Identifiers.Select(i => new Identifier { Type = i.Type, Value = i.Value }));
        context.SubjectRefs.AddRange(call.SubjectRefs);
        context.Corrections.AddRange(call.Corrections.Select(c => new V1.Correction { Category = c.Category, OldValue = c.OldValue, NewValue = c.NewValue }));
        context.Purposes.AddRange(call.Purposes);
        return context;
    }

    /// <summary>
    /// A status that an adapter gave is never kept as it is, nor as the cause of another exception: what it says in words
    /// would end in a log.
    /// </summary>
    private static async Task<T> AnswerAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The call was cancelled.", cancellation);
        }
        catch (RpcException e)
        {
            throw ToException(e);
        }
    }

    /// <summary>The status code is kept; the adapter's words are not, they may hold personal data.</summary>
    private static AdapterException ToException(RpcException e)
    {
        // The connection broke; the adapter itself said nothing.
        var isBroken = e.StatusCode != StatusCode.ResourceExhausted && e.Status.DebugException is (IOException or HttpRequestException);
        var status = StatusRules + (int)e.StatusCode;
        return new AdapterException(isBroken ? StepRule.ConnectionFailed : Enum.IsDefined(status) ? status : StepRule.StatusUnknown);
    }
}
