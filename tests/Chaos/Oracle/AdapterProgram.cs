using DsrGateway.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DsrGateway.Chaos.Oracle;

/// <summary>An adapter as a process of its own: it writes the effect into the ledger, waits a moment (time to be killed in), and answers.</summary>
internal static class AdapterProgram
{
    /// <param name="args">Name, address, ledger, the longest moment in milliseconds.</param>
    public static async Task RunAsync(string[] args)
    {
        using var ledger = new Ledger(args[0], args[2]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[1]);
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(ledger).AddSingleton(new Pace(int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<AdapterHandler>();
        app.MapGrpcService<HealthHandler>();
        await app.RunAsync();
    }

    internal sealed record Pace(int LongestMilliseconds)
    {
        // One in fifty takes long: long enough for a lease to run out, or to be killed in.
        public Task WaitAsync(CancellationToken cancellation) =>
            Task.Delay(Random.Shared.Next(50) == 0 ? LongestMilliseconds * 50 : Random.Shared.Next(LongestMilliseconds + 1), cancellation);
    }

    private sealed class HealthHandler : Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
            Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
    }
}
