using DsrGateway.Cases;
using DsrGateway.Cases.CallingBack;
using DsrGateway.Cases.Dispatching;
using DsrGateway.Cases.Protecting;
using DsrGateway.Server.Adapters;
using DsrGateway.Server.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace DsrGateway.Server.Hosting;

/// <summary>Puts the gateway together.</summary>
public static class GatewayApp
{
    /// <param name="adjust">What a host of its own (a test) changes before the gateway is built.</param>
    /// <exception cref="ConfigurationException">The configuration has faults.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var options = Told(() => builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>()) ?? new GatewayOptions();
        var loaded = GatewayConfiguration.Load(options);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        // The line above chooses in code, which goes before any setting; a unit asks for systemd's form (Logging:Console:FormatterName).
        builder.Services.Configure<ConsoleLoggerOptions>(builder.Configuration.GetSection("Logging:Console"));
        // What keeps the gateway from starting comes out of the host as well, and Program says it: in one line where it is a fault of the settings.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.UseKestrel(kestrel => Listen(kestrel, new Uri(options.Listen)));
        builder.Services.AddSingleton(options);
        var cases = Told(() => builder.Configuration.GetSection(CasesOptions.Section).Get<CasesOptions>()) ?? new CasesOptions();
        builder.Services.Configure<DispatchOptions>(builder.Configuration.GetSection("Dispatch"));
        builder.Services.Configure<CallbackOptions>(builder.Configuration.GetSection(CallbackOptions.Section));
        // Calls and messages are each given the time to drain, one after the other.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = (cases.DrainTime * 2) + TimeSpan.FromSeconds(10));
        Told(() => builder.Services.AddCases(new ControllerCatalog(loaded.Controllers), cases, options.Roles));
        CheckKeys(cases, loaded);
        builder.Services.AddSingleton(loaded);
        builder.Services.AddSingleton(new AdapterAddresses(loaded.Adapters));
        builder.Services.AddSingleton<IAdapters, GrpcAdapters>();
        builder.Services.AddSingleton<ConfigurationWatch>();
        builder.Services.AddHostedService(s => s.GetRequiredService<ConfigurationWatch>());
        builder.Services.AddGatewayGrpc(options);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.MapGatewayGrpc();
        return app;
    }

    /// <summary>What the binder and the engine say of a setting is a fault of the configuration, not of the program.</summary>
    private static T Told<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    /// <summary>What is wrong with a key's file is a fault of the configuration too, and told even if no database is there.</summary>
    private static void CheckKeys(CasesOptions cases, LoadedConfiguration loaded)
    {
        var faults = ControllerKeyCheck.FaultsOfFiles(cases, loaded.Controllers.Select(c => c.Id));
        if (faults.Count > 0)
        {
            throw new ConfigurationException(faults);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        if (address.Host == "localhost")
        {
            kestrel.ListenLocalhost(address.Port, listen => listen.Protocols = HttpProtocols.Http2);
        }
        else
        {
            kestrel.Listen(System.Net.IPAddress.Parse(address.Host.Trim('[', ']')), address.Port, listen => listen.Protocols = HttpProtocols.Http2);
        }
    }
}
