using System.Diagnostics;
using DsrGateway.Cases;
using DsrGateway.Cases.Protecting;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DsrGateway.Server.Grpc;

/// <summary>Lets no exception leave as it is: what a caller can act on becomes a rich status, the rest an INTERNAL with an id.</summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (Translate(e, context) is { } translated)
        {
            throw translated;
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (Translate(e, context) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Null for what is a status already.</summary>
    private RpcException? Translate(Exception e, ServerCallContext context)
    {
        switch (e)
        {
            case RpcException:
                return null;
            case CaseException known:
                log.Refused(context.Method, known.Reason);
                return Errors.From(known);
            case ControllerKeyException missing:
                log.NoKey(context.Method, missing.Message);
                return Errors.From(new CaseException(ErrorReason.StoreUnavailable, "This gateway process cannot use the controller's key; its log says why."));
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return new RpcException(new Status(StatusCode.Cancelled, "The caller cancelled the call."));
            default:
                var correlationId = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
                log.Failed(context.Method, correlationId, e.GetType().Name, e.StackTrace);
                return Errors.Internal(correlationId);
        }
    }
}

/// <summary>An exception's own text may quote a value, so its type and its place in the code are logged and its text is not.</summary>
internal static partial class ErrorLog
{
    [LoggerMessage(3000, LogLevel.Information, "{Method} refused: {Reason}")]
    public static partial void Refused(this ILogger log, string method, ErrorReason reason);

    [LoggerMessage(3002, LogLevel.Error, "{Method} refused: this process cannot use the controller's key. {Fault}")]
    public static partial void NoKey(this ILogger log, string method, string fault);

    [LoggerMessage(3001, LogLevel.Error, "{Method} failed, correlation id {CorrelationId}: {ExceptionType} at {StackTrace}")]
    public static partial void Failed(this ILogger log, string method, string correlationId, string exceptionType, string? stackTrace);
}
