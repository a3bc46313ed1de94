using DsrGateway.V1;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Crash.Tests;

/// <summary>How the CRM behaves; the other systems are always well.</summary>
public enum Mood
{
    Well,
    /// <summary>Says UNAVAILABLE to the quick retries of one attempt, then works.</summary>
    Away,
    /// <summary>Says UNAVAILABLE, and its health "not serving", until it is told to come back.</summary>
    Down,
    /// <summary>Acts, then answers the first Fulfil with an error that repeating does not mend.</summary>
    FailsAfterActing,
    /// <summary>Its first verification finds a residue.</summary>
    LeavesResidue,
    /// <summary>Hands out more than one piece of the gateway's store holds.</summary>
    HandsOutMuch,
}

/// <summary>The target: systems whose effects stand in a ledger, exactly once by operation id.</summary>
public sealed class LedgerAdapter : IAsyncDisposable
{
    public const string Crm = "crm";
    public const int Rows = 2;
    public const int ManyRows = 5;

    /// <summary>The gateway's QuickRetries and the call before them.</summary>
    private const int CallsOfAnAttempt = 3;

    private readonly Ledger _ledger;
    private readonly WebApplication _app;
    private TaskCompletionSource _seenDown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _residue;

    private LedgerAdapter(Ledger ledger, Func<LedgerAdapter, WebApplication> build) => (_ledger, _app) = (ledger, build(this));

    public string Address => _app.Urls.Single();

    public Mood Mood { get; private set; }

    /// <summary>Completes when the gateway looked at the adapter while it was down.</summary>
    public Task SeenDown => _seenDown.Task;

    public static async Task<LedgerAdapter> StartAsync(Ledger ledger)
    {
        var adapter = new LedgerAdapter(ledger, Build);
        await adapter._app.StartAsync();
        return adapter;
    }

    public void Become(Mood mood)
    {
        _residue = null;
        _seenDown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Mood = mood;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static WebApplication Build(LedgerAdapter adapter)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(adapter);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Service>();
        app.MapGrpcService<HealthService>();
        return app;
    }

    private bool Take(string phase, StepContext context)
    {
        var turnAway = context.SystemId == Crm && Mood switch
        {
            Mood.Away => _ledger.TimesAway(context) < CallsOfAnAttempt && phase != "verify",
            Mood.Down => true,
            _ => false,
        };
        if (turnAway)
        {
            _ledger.TurnAway(phase, context);
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }

        return _ledger.Take(phase, context);
    }

    private static OutcomePart Part(OutcomeKind kind, long count) => new() { Category = "user.contact", Kind = kind, Count = count };

    /// <summary>The CRM tells the customer number by which mail and chat find the person.</summary>
    private static Selection Selected(StepContext context)
    {
        var selection = new Selection { SubjectRefs = { "s1" }, MatchedBy = { context.Identifiers.Select(i => i.Type).Distinct() } };
        if (context.SystemId == Crm)
        {
            var number = "C-" + context.Identifiers.Single(i => i.Type == "email").Value.Split('@')[0];
            selection.Identifiers.Add(new LearntIdentifier { Identifier = new Identifier { Type = "customer_number", Value = number }, Unique = true });
        }

        return selection;
    }

    private sealed class HealthService(LedgerAdapter adapter) : Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
        {
            var down = adapter.Mood == Mood.Down;
            if (down)
            {
                adapter._seenDown.TrySetResult();
            }

            return Task.FromResult(new HealthCheckResponse
            {
                Status = down ? HealthCheckResponse.Types.ServingStatus.NotServing : HealthCheckResponse.Types.ServingStatus.Serving,
            });
        }
    }

    private sealed class Service(LedgerAdapter adapter) : AdapterService.AdapterServiceBase
    {
        public override Task<LocateResponse> Locate(LocateRequest request, ServerCallContext context)
        {
            adapter.Take("locate", request.Context);
            return Task.FromResult(new LocateResponse { Selection = Selected(request.Context), Forecast = { Part(OutcomeKind.Done, Rows) } });
        }

        public override async Task Fulfil(FulfilRequest request, IServerStreamWriter<FulfilResponse> responseStream, ServerCallContext context)
        {
            var step = request.Context;
            var first = adapter.Take("fulfil", step);
            if (first && step.SystemId == Crm && adapter.Mood == Mood.FailsAfterActing)
            {
                throw new RpcException(new Status(StatusCode.Internal, "acted, then broke"));
            }

            var handsOut = step.Right is Right.Access or Right.Portability;
            var much = step.SystemId == Crm && adapter.Mood == Mood.HandsOutMuch;
            var rows = much ? ManyRows : Rows;
            var padding = new string('x', much ? 100_000 : 1);
            for (var i = 0; handsOut && i < rows; i++)
            {
                var record = new V1.Record { Category = "user.contact", Collection = "people", Json = $$"""{"row":{{i}},"note":"{{padding}}"}""" };
                await responseStream.WriteAsync(new FulfilResponse { Record = record }, context.CancellationToken);
            }

            var outcome = new FulfilOutcome { OperationId = step.OperationId, Parts = { Part(OutcomeKind.Done, rows) }, Selection = Selected(step), Sent = handsOut ? rows : 0 };
            await responseStream.WriteAsync(new FulfilResponse { Outcome = outcome }, context.CancellationToken);
        }

        public override Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context)
        {
            var step = request.Context;
            adapter.Take("verify", step);
            if (step.SystemId == Crm && adapter.Mood == Mood.LeavesResidue && (adapter._residue ??= step.OperationId) == step.OperationId)
            {
                var residue = Part(OutcomeKind.Residue, 1);
                residue.Place = "people.note";
                return Task.FromResult(new VerifyResponse { Parts = { residue } });
            }

            return Task.FromResult(new VerifyResponse { Parts = { Part(OutcomeKind.Done, 0) } });
        }
    }
}
