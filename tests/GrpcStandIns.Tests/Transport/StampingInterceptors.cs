using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GrpcStandIns.Tests.Transport;

/// <summary>Leaves the kind of call it saw in the trailers.</summary>
internal sealed class StampingServerInterceptor : Interceptor
{
    public const string Trailer = "test-server-stamp";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, Stamped(context, MethodType.Unary));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(requestStream, Stamped(context, MethodType.ClientStreaming));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, responseStream, Stamped(context, MethodType.ServerStreaming));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(requestStream, responseStream, Stamped(context, MethodType.DuplexStreaming));

    private static ServerCallContext Stamped(ServerCallContext context, MethodType kind)
    {
        context.ResponseTrailers.Add(Trailer, $"{kind} {context.Method}");
        return context;
    }
}

/// <summary>Adds a header to unary calls, and hands their answer on in a call object of its own.</summary>
internal sealed class StampingClientInterceptor(string name) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = new Metadata();
        foreach (var header in context.Options.Headers ?? [])
        {
            headers.Add(header);
        }

        headers.Add("test-client-stamp", name);
        var call = continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
        return new AsyncUnaryCall<TResponse>(
            call.ResponseAsync, call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }
}
