using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DsrGateway.Server.Grpc;

/// <summary>
/// The standard health service, grpc.health.v1: serving while the process takes cases, which is what a load balancer asks.
/// The service name "liveness" stands for the process itself: it lives on while it drains, and must not be restarted for that.
/// "keys" stands for the controllers' key files: a process goes on with the keys it has read, but its next start would fail.
/// "configuration" stands for the controllers' files: a process goes on with those it has taken over, but its next start would fail.
/// </summary>
internal static class HealthExtensions
{
    private const string Liveness = "liveness";
    private const string Keys = "keys";
    private const string Configuration = "configuration";
    private const string TakesCases = "takes-cases";

    /// <summary>A client that watches is told of a change only as often as the checks are looked at.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static void AddGatewayHealth(this IServiceCollection services)
    {
        services.AddGrpcHealthChecks(health =>
        {
            // The empty name is the process as a whole. Other libraries register checks too, so each name says which it takes.
            foreach (var name in (string[])["", CaseService.Descriptor.FullName, OperatorService.Descriptor.FullName])
            {
                health.Services.Map(name, check => check.Name == TakesCases);
            }

            health.Services.Map(Liveness, check => check.Name == Liveness);
            health.Services.Map(Keys, check => check.Name == Keys);
            health.Services.Map(Configuration, check => check.Name == Configuration);
        }).AddCheck<TakesCasesCheck>(TakesCases)
            .AddCheck<KeysCheck>(Keys)
            .AddCheck<ConfigurationCheck>(Configuration)
            // Who answers lives.
            .AddCheck(Liveness, () => HealthCheckResult.Healthy());
        services.Configure<HealthCheckPublisherOptions>(publisher => (publisher.Delay, publisher.Period) = (TimeSpan.Zero, LookEvery));
    }

    private sealed class KeysCheck(ConfigurationWatch watch) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(watch.HasKeys ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("A controller's key file cannot be used."));
    }

    private sealed class ConfigurationCheck(ConfigurationWatch watch) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(watch.IsCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("A changed configuration cannot be taken over."));
    }

    private sealed class TakesCasesCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The gateway is stopping.") : HealthCheckResult.Healthy());
    }
}
