using DsrGateway.V1;
using Grpc.Core;
using Grpc.Health.V1;

namespace DsrGateway.AdapterKit;

/// <summary>grpc.health.v1. An adapter that runs serves; a system that is down is told by UNAVAILABLE on its own calls, or one would take all down.</summary>
internal sealed class HealthHandler : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        Known(request.Service)
            ? Task.FromResult(Serving())
            : throw new RpcException(new Status(StatusCode.NotFound, "No such service."));

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var first = Known(request.Service) ? Serving() : new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.ServiceUnknown };
        await responseStream.WriteAsync(first, context.CancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.CancellationToken.Register(() => ended.TrySetResult()))
        {
            await ended.Task;
        }
    }

    private static bool Known(string service) => service.Length == 0 || service == AdapterService.Descriptor.FullName;

    private static HealthCheckResponse Serving() => new() { Status = HealthCheckResponse.Types.ServingStatus.Serving };
}
