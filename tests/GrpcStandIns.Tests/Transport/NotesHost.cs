using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcStandIns.Tests.Transport;

/// <summary>The notes service on a real socket: HTTP/2 without TLS, on a port the machine picks.</summary>
public sealed class NotesHost : IAsyncLifetime
{
    private readonly WebApplication app = Build();
    private GrpcChannel? channel;

    public GrpcChannel Channel => channel ?? throw new InvalidOperationException("The host has not started.");

    public Uri Address => new(app.Urls.Single());

    internal Notes.NotesClient Client => new(Channel);

    internal Hangings Hangings => app.Services.GetRequiredService<Hangings>();

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        channel = GrpcChannel.ForAddress(
            Address, new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure, UnsafeUseInsecureChannelCallCredentials = true });
    }

    public async Task DisposeAsync()
    {
        channel?.Dispose();
        await app.DisposeAsync();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<Hangings>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.ResponseCompressionAlgorithm = "gzip";
            grpc.Interceptors.Add<StampingServerInterceptor>();
        });
        var app = builder.Build();
        app.MapGrpcService<NotesService>();
        return app;
    }
}
