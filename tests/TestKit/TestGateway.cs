using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.TestKit;

/// <summary>A whole gateway in the test's process, on the product's default settings unless a test says otherwise.</summary>
public sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly string[] _args;

    private TestGateway(WebApplication app, string[] args)
    {
        (_app, _args) = (app, args);
        Address = app.Urls.Single();
        _channel = GrpcChannel.ForAddress(Address);
        var reader = _channel.Intercept(headers =>
        {
            headers.Add("dsr-contract-revision", "2");
            return headers;
        });
        Cases = new CaseService.CaseServiceClient(reader);
        Operators = new OperatorService.OperatorServiceClient(reader);
    }

    public string Address { get; }

    public CaseService.CaseServiceClient Cases { get; }

    public OperatorService.OperatorServiceClient Operators { get; }

    public ChannelBase Channel => _channel;

    public IServiceProvider Services => _app.Services;

    /// <summary>What the gateways of this test process run on; nothing set is the embedded engine.</summary>
    public static ITestEngine? Engine { get; set; }

    /// <summary>Starts a gateway over the folder's data, keys and controllers.</summary>
    public static async Task<TestGateway> StartAsync(
        TempFolder folder, IReadOnlyDictionary<string, string> adapters, ILoggerProvider? logs = null, params IEnumerable<string> settings)
    {
        string[] args =
        [
            "--Gateway:Listen=http://127.0.0.1:0",
            $"--Gateway:ControllersFolder={folder["controllers"]}",
            $"--Cases:DataFolder={folder["data"]}",
            $"--Cases:KeyFolder={folder["keys"]}",
            "--Cases:DrainTime=00:00:02",
            "--hostBuilder:reloadConfigOnChange=false",
            "--Logging:LogLevel:Default=" + (logs is null ? "None" : "Trace"),
            .. adapters.Select(a => $"--Gateway:Adapters:{a.Key}={a.Value}"),
            .. Engine is null ? [] : await Engine.SettingsAsync(folder),
            .. settings,
        ];
        await CreateKeysAsync(args);
        var app = GatewayApp.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            if (logs is not null)
            {
                builder.Logging.AddProvider(logs);
                // Whatever the settings quieten: a test that listens hears all.
                builder.Services.PostConfigure<LoggerFilterOptions>(filter =>
                {
                    filter.Rules.Clear();
                    filter.MinLevel = LogLevel.Trace;
                });
            }
        });
        await app.StartAsync();
        await ListensAsync(app.Services.GetRequiredService<IBusControl>());
        return new TestGateway(app, args);
    }

    /// <summary>Makes the keys of controllers that came since the start, which the distributed engine never does by itself.</summary>
    public Task CreateKeysAsync() => CreateKeysAsync(_args);

    private static async Task CreateKeysAsync(string[] args)
    {
        var exit = Engine is null ? 0 : await KeyVerbs.RunAsync(["keys", "create", "--all", .. args]);
        if (exit != 0)
        {
            throw new InvalidOperationException($"The controllers' keys could not be made: exit code {exit}.");
        }
    }

    /// <summary>On RabbitMQ a gateway starts before the broker knows its queues; what is sent earlier comes seconds later.</summary>
    private static async Task ListensAsync(IBusControl bus)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (bus.CheckHealth().Status != BusHealthStatus.Healthy)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Writes a controller's file into the folder.</summary>
    public static void Configure(TempFolder folder, string yaml, string name = "test.yaml")
    {
        Directory.CreateDirectory(folder["controllers"]);
        File.WriteAllText(Path.Combine(folder["controllers"], name), yaml);
    }

    /// <summary>Waits for what a case becomes, by its own stream.</summary>
    public Task<Case> WaitForAsync(string caseId, Func<Case, bool> wanted) => Cases.WaitForAsync(caseId, wanted);

    /// <summary>Stops serving, as when the process is told to end; the clients stay.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
