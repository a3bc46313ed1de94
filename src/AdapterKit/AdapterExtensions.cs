using DsrGateway.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DsrGateway.AdapterKit;

/// <summary>For a process that hosts the adapter itself; AdapterHost does both for the usual one.</summary>
public static class AdapterExtensions
{
    private const string Runs = "adapter-runs";

    /// <summary>Adds the adapter's gRPC service. Register each system as an <see cref="ISystemAdapter"/>.</summary>
    public static IServiceCollection AddDsrAdapter(this IServiceCollection services, AdapterIdentity identity)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(identity);
        services.AddSingleton<AdapterServiceHandler>();
        services.AddGrpc(grpc =>
        {
            grpc.EnableDetailedErrors = false;
            grpc.CompressionProviders = [new GzipWithEmptyMessages()];
        });
        // An adapter that runs serves. A system that is down is told by UNAVAILABLE on its own calls, or one would take all down.
        services.AddGrpcHealthChecks(health =>
        {
            health.Services.Map("", check => check.Name == Runs);
            health.Services.Map(AdapterService.Descriptor.FullName, check => check.Name == Runs);
        }).AddCheck(Runs, () => HealthCheckResult.Healthy());
        return services;
    }

    /// <summary>Maps the adapter's service and standard health.</summary>
    public static IEndpointRouteBuilder MapDsrAdapter(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<AdapterServiceHandler>();
        endpoints.MapGrpcHealthChecksService();
        return endpoints;
    }
}
