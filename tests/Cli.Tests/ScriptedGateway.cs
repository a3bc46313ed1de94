using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cli;

/// <summary>A gateway on a free port of the loopback, and the command line that talks to it.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedGateway(WebApplication app) => this.app = app;

    public ScriptedCases Cases => app.Services.GetRequiredService<ScriptedCases>();

    public ScriptedOperators Operators => app.Services.GetRequiredService<ScriptedOperators>();

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<ScriptedGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<ScriptedCases>().AddSingleton<ScriptedOperators>().AddSingleton<ScriptedAdapter>();
        var app = builder.Build();
        app.MapGrpcService<ScriptedCases>();
        app.MapGrpcService<ScriptedOperators>();
        app.MapGrpcService<ScriptedAdapter>();
        await app.StartAsync();
        return new ScriptedGateway(app);
    }

    public Task<CliResult> RunAsync(params string[] args) => CliRun.RunAsync(["--gateway", Address, .. args]);

    public Task<CliResult> RunWithInputAsync(string input, params string[] args) =>
        CliRun.RunAsync(["--gateway", Address, .. args], input: input);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
