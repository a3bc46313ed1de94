using System.Collections.Concurrent;
using DsrGateway.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.TestKit;

/// <summary>An adapter whose answers a test writes, on the real gRPC stack.</summary>
public sealed class ScriptedAdapter : IAsyncDisposable
{
    private WebApplication? _app;
    private string _address = "http://127.0.0.1:0";

    /// <summary>Every call, in the order of arrival.</summary>
    public ConcurrentQueue<(string Method, StepContext Context)> Calls { get; } = new();

    public Func<StepContext, ServerCallContext, Task<LocateResponse>> OnLocate { get; set; } = (c, _) => Task.FromResult(Answers.Located(c, "s1"));

    public Func<StepContext, IServerStreamWriter<FulfilResponse>, ServerCallContext, Task> OnFulfil { get; set; } = Answers.FulfilledAsync;

    public Func<StepContext, ServerCallContext, Task<VerifyResponse>> OnVerify { get; set; } = (_, _) => Task.FromResult(Answers.Clean());

    public string Address => _address;

    public static async Task<ScriptedAdapter> StartAsync()
    {
        var adapter = new ScriptedAdapter();
        await adapter.StartServerAsync();
        return adapter;
    }

    /// <summary>Stops listening; the address is kept for <see cref="StartServerAsync"/>.</summary>
    public async Task StopServerAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    public async Task StartServerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_address);
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(this);
        builder.Services.AddGrpc(o => o.MaxSendMessageSize = null);
        _app = builder.Build();
        _app.MapGrpcService<Handler>();
        await _app.StartAsync();
        _address = _app.Urls.Single();
    }

    /// <summary>Holds the answers of one phase (Locate, Fulfil, Verify) back until the gate is opened.</summary>
    public Gate HoldAt(string phase)
    {
        var gate = new Gate();
        var (locate, fulfil, verify) = (OnLocate, OnFulfil, OnVerify);
        OnLocate = async (context, call) =>
        {
            await PassAsync("Locate", call);
            return await locate(context, call);
        };
        OnFulfil = async (context, stream, call) =>
        {
            await PassAsync("Fulfil", call);
            await fulfil(context, stream, call);
        };
        OnVerify = async (context, call) =>
        {
            await PassAsync("Verify", call);
            return await verify(context, call);
        };
        return gate;

        Task PassAsync(string at, ServerCallContext call) => at == phase ? gate.PassAsync(call.CancellationToken) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await StopServerAsync();

    private sealed class Handler(ScriptedAdapter script) : AdapterService.AdapterServiceBase
    {
        public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) =>
            Task.FromResult(new DescribeResponse { AdapterName = "scripted", AdapterVersion = "1" });

        public override Task<LocateResponse> Locate(LocateRequest request, ServerCallContext context)
        {
            script.Calls.Enqueue(("Locate", request.Context));
            return script.OnLocate(request.Context, context);
        }

        public override Task Fulfil(FulfilRequest request, IServerStreamWriter<FulfilResponse> responseStream, ServerCallContext context)
        {
            script.Calls.Enqueue(("Fulfil", request.Context));
            return script.OnFulfil(request.Context, responseStream, context);
        }

        public override Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context)
        {
            script.Calls.Enqueue(("Verify", request.Context));
            return script.OnVerify(request.Context, context);
        }
    }
}
