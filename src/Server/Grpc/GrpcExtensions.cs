using DsrGateway.Cases;
using DsrGateway.Server.Adapters;
using DsrGateway.Server.Hosting;

namespace DsrGateway.Server.Grpc;

internal static class GrpcExtensions
{
    public static void AddGatewayGrpc(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton<AdapterChannels>();
        services.AddSingleton<CheckConfiguration>();
        services.AddGrpc(grpc =>
        {
            grpc.EnableDetailedErrors = false;
            grpc.MaxReceiveMessageSize = options.MaxReceiveMessageBytes;
            grpc.MaxSendMessageSize = null;
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<ContractRevision>();
        });
        services.AddGatewayHealth();
        services.AddGrpcReflection();
    }

    public static void MapGatewayGrpc(this WebApplication app)
    {
        if (app.Services.GetRequiredService<GatewayOptions>().Roles.HasFlag(Roles.Api))
        {
            app.MapGrpcService<CaseGrpcService>();
            app.MapGrpcService<OperatorGrpcService>();
        }

        app.MapGrpcHealthChecksService();
        // The gateway listens on loopback only (GatewayConfiguration), which is where reflection is allowed.
        app.MapGrpcReflectionService();
    }
}
