using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace DsrGateway.Server.Grpc;

/// <summary>
/// The standard health service: serving while the process takes cases, which is what a load balancer asks. The service name
/// "liveness" stands for the process itself: it lives on while it drains, and must not be restarted for that.
/// </summary>
internal sealed class HealthGrpcService(ServiceCatalog services, IHostApplicationLifetime lifetime) : Health.HealthBase
{
    private const string Liveness = "liveness";

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        request.Service == Liveness ? Task.FromResult(new HealthCheckResponse { Status = ServingStatus.Serving })
        : services.Knows(request.Service)
            ? Task.FromResult(new HealthCheckResponse { Status = Now() })
            : throw new RpcException(new Status(StatusCode.NotFound, "No such service."));

    /// <summary>Tells the status, and again when the gateway is told to stop.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var status = services.Knows(request.Service) ? Now() : ServingStatus.ServiceUnknown;
        await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStopping.Register(() => ended.TrySetResult()))
        await using (context.CancellationToken.Register(() => ended.TrySetResult()))
        {
            await ended.Task;
        }

        if (!context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing }, context.CancellationToken);
        }
    }

    private ServingStatus Now() => lifetime.ApplicationStopping.IsCancellationRequested ? ServingStatus.NotServing : ServingStatus.Serving;
}
