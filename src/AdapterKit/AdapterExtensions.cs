using DsrGateway.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DsrGateway.AdapterKit;

/// <summary>For a process that hosts the adapter itself; AdapterHost does both for the usual one.</summary>
public static class AdapterExtensions
{
    /// <summary>Adds the adapter's gRPC service. Register each system as an <see cref="ISystemAdapter"/>.</summary>
    public static IServiceCollection AddDsrAdapter(this IServiceCollection services, AdapterIdentity identity)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(identity);
        services.AddSingleton<AdapterServiceHandler>();
        services.AddGrpc(options => options.EnableDetailedErrors = false);
        // An adapter that runs serves. A system that is down is told by UNAVAILABLE on its own calls, or one would take all down.
        services.AddGrpcHealthChecks(health =>
        {
            health.Services.Map("", _ => false);
            health.Services.Map(AdapterService.Descriptor.FullName, _ => false);
        });
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
