using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DsrGateway.Bench;

/// <summary>A bare gRPC server on loopback ports; says "serving" when it does, and ends when its input ends.</summary>
internal static class GrpcHost
{
    public const string Serving = "serving";

    public static async Task RunAsync(IEnumerable<int> ports, Action<IServiceCollection> services, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = 20_000;
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddRouting().AddGrpc();
        services(builder.Services);
        await using var app = builder.Build();
        map(app);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(Serving);
        await Console.In.ReadToEndAsync();
        await app.StopAsync(new CancellationToken(canceled: true));
    }
}
