using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.AdapterKit;

/// <summary>
/// An adapter's whole process: HTTP/2 without TLS on loopback. Settings (file, environment, command line): <c>Adapter:Address</c>
/// (default http://127.0.0.1:5081), <c>Adapter:AllowRemote</c> (default false: another address than loopback is refused, for the adapter has no
/// lock of its own; put it behind mutual TLS or a private network before allowing it).
/// </summary>
public static class AdapterHost
{
    /// <summary>Builds the process; the caller starts it.</summary>
    public static WebApplication Build(string[] args, AdapterIdentity identity, Action<WebApplicationBuilder> addSystems)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        // Frameworks log addresses, headers and parameters at will; ours are the only lines below Warning.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning).AddFilter("Npgsql", LogLevel.None)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        addSystems(builder);
        builder.Services.AddDsrAdapter(identity);
        builder.WebHost.UseUrls(Address(builder.Configuration));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        app.MapDsrAdapter();
        return app;
    }

    /// <summary>Builds and runs the process until it is told to stop.</summary>
    public static Task RunAsync(string[] args, AdapterIdentity identity, Action<WebApplicationBuilder> addSystems) =>
        Build(args, identity, addSystems).RunAsync();

    private static string Address(ConfigurationManager configuration)
    {
        var address = configuration["Adapter:Address"] ?? "http://127.0.0.1:5081";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
        {
            throw new InvalidOperationException("Adapter:Address must be an http address.");
        }

        var isLoopback = uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        return isLoopback || configuration.GetValue<bool>("Adapter:AllowRemote")
            ? address
            : throw new InvalidOperationException("Adapter:Address is not loopback; set Adapter:AllowRemote if only the gateway can reach it.");
    }
}
