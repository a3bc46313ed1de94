using DsrGateway.TestKit;
using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace DsrGateway.Server.Tests;

/// <summary>Watching, listing, planning; health and reflection.</summary>
public class Following
{
    [Fact]
    public async Task A_watched_case_is_told_whole_and_then_with_every_change_until_it_is_closed()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.Two.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call);
        };
        var opened = await world.Cases.SubmitAsync(World.NewCase());
        await gate.Asked;

        using var watch = world.Cases.WatchCase(new WatchCaseRequest { CaseId = opened.CaseId }, deadline: CaseClientExtensions.In(TimeSpan.FromSeconds(30)));
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        var first = watch.ResponseStream.Current.Case;
        gate.Open();
        var revisions = new List<long> { first.Revision };
        var last = first;
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            last = watch.ResponseStream.Current.Case;
            revisions.Add(last.Revision);
        }

        Assert.Equal(2, first.Steps.Count);
        Assert.Equal(StepState.Ended, first.Step("crm").State);
        Assert.Equal(revisions.Distinct().Order(), revisions);
        Assert.True(revisions.Count > 1);
        Assert.Equal(CaseState.Closed, last.State);
        Assert.Equal(StatusCode.OK, watch.GetStatus().StatusCode);
        Assert.Equal(last, await world.Cases.GetAsync(opened.CaseId));

        Assert.Empty(await WatchAllAsync(world, opened.CaseId, last.Revision));
        Assert.Equal([last], await WatchAllAsync(world, opened.CaseId, last.Revision - 1));
        Assert.Equal([last], await WatchAllAsync(world, opened.CaseId, 0));
    }

    [Fact]
    public async Task Cases_are_listed_the_newest_first_page_by_page_and_filtered()
    {
        await using var world = await World.StartAsync();
        var opened = new List<Case>();
        for (var i = 0; i < 5; i++)
        {
            opened.Add(await world.ExecuteAsync(World.NewCase(i % 2 == 0 ? Right.Access : Right.Objection, $"p{i}@example.fi")));
        }

        world.One.OnFulfil = (_, _, _) => throw new RpcException(new Status(StatusCode.Internal, ""));
        var late = World.NewCase(email: "late@example.fi");
        late.ReceiveTime = TimeProvider.System.GetUtcNow().AddDays(-20).ToTimestamp();
        opened.Add(await world.ExecuteAsync(late));
        var newest = opened.Select(c => c.CaseId).Reverse().ToList();

        var pages = new List<IReadOnlyList<string>>();
        var request = new ListCasesRequest { ControllerId = "test", PageSize = 2 };
        do
        {
            var page = await world.Cases.ListCasesAsync(request);
            pages.Add([.. page.Cases.Select(c => c.CaseId)]);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([2, 2, 2], pages.Select(p => p.Count));
        Assert.Equal(newest, pages.SelectMany(p => p));
        Assert.Equal([newest[2], newest[4]], await ListAsync(world, r => r.Rights.Add(Right.Objection)));
        Assert.Equal([newest[0]], await ListAsync(world, r => r.States.Add(CaseState.WaitingForPerson)));
        Assert.Equal(5, (await ListAsync(world, r => r.States.Add([CaseState.Closed, CaseState.Cancelled]))).Count);
        Assert.Equal([newest[0]], await ListAsync(world, r => r.LegalDeadlineBefore = opened[0].LegalDeadlineTime));
        Assert.Empty(await ListAsync(world, r => r.LegalDeadlineBefore = opened[^1].LegalDeadlineTime));
        Assert.All((await world.Cases.ListCasesAsync(new ListCasesRequest { ControllerId = "test" })).Cases, c => Assert.Empty(c.Steps));
    }

    [Fact]
    public async Task A_plan_tells_what_would_be_asked_and_asks_and_stores_nothing()
    {
        await using var world = await World.StartAsync();
        var request = World.NewCase(Right.Erasure);
        (request.RequestId, request.Actor) = ("", "");

        var plan = await world.Cases.PlanCaseAsync(new PlanCaseRequest { NewCase = request });

        Assert.Equal([PlannedAction.AskAdapter, PlannedAction.AwaitIdentifier], plan.Steps.Select(s => s.Action));
        Assert.Equal(["email"], plan.Steps[0].SearchedBy);
        Assert.Equal(["customer_number"], plan.Steps[1].InformationNeeded);
        Assert.All(plan.Steps, s => Assert.Equal([Phase.Locate, Phase.Fulfil, Phase.Verify], s.Phases));
        Assert.True(plan.LegalDeadlineTime.ToDateTimeOffset() > TimeProvider.System.GetUtcNow().AddDays(27));
        Assert.Equal(0, await world.CountAsync());
        Assert.Empty(world.One.Calls.Concat(world.Two.Calls));
    }

    [Fact]
    public async Task Health_tells_that_the_gateway_serves_and_when_it_stops()
    {
        await using var world = await World.StartAsync();
        var health = new Health.HealthClient(world.Gateway.Channel);

        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = "dsr.v1.CaseService" })).Status);
        var unknown = await RichError.FromAsync(() => health.CheckAsync(new HealthCheckRequest { Service = "dsr.v1.Nothing" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.Code);

        using var watch = health.Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ServingStatus.Serving, watch.ResponseStream.Current.Status);
        var stopping = world.Gateway.StopAsync();
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
        await stopping;
    }

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_those_who_watch_or_wait()
    {
        await using var world = await World.StartAsync(World.Controller.Replace("2s", "30s"));
        var gate = new Gate();
        world.One.OnFulfil = (_, _, call) => gate.PassAsync(call.CancellationToken);
        var waiting = world.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(60));
        await gate.Asked;
        var id = Assert.Single(await world.Cases.ListAllAsync()).CaseId;
        var watching = RichError.FromAsync(() => WatchAllAsync(world, id, 0));

        await world.Gateway.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((id, CaseState.Running), ((await waiting).CaseId, (await waiting).State));
        Assert.Equal(StatusCode.Unavailable, (await watching).Code);
    }

    [Fact]
    public async Task A_gateway_told_to_stop_takes_nothing_new_and_finishes_what_it_holds()
    {
        await using var world = await World.StartAsync(World.Controller, "--Cases:DrainTime=00:01:00");
        var gate = new Gate();
        world.One.OnFulfil = async (context, stream, call) =>
        {
            await gate.PassAsync(call.CancellationToken);
            await Answers.FulfilledAsync(context, stream, call.CancellationToken, Answers.Unique("customer_number", "C-1"));
        };
        var held = world.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(60));
        await gate.Asked;

        world.Gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var refused = await RichError.FromAsync(() => world.ExecuteAsync(World.NewCase(), TimeSpan.FromSeconds(60)));
        Assert.Equal((StatusCode.Unavailable, "GATEWAY_STOPPING"), (refused.Code, refused.Reason));
        Assert.NotNull(refused.RetryDelay);
        Assert.Equal(ServingStatus.Serving, (await new Health.HealthClient(world.Gateway.Channel).CheckAsync(new HealthCheckRequest { Service = "liveness" })).Status);
        gate.Open();
        Assert.Equal(CaseState.Closed, (await held).State);
    }

    [Fact]
    public async Task Reflection_lists_the_services_and_gives_their_files()
    {
        await using var world = await World.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(world.Gateway.Channel).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var services = call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "dsr.v1.CaseService.ExecuteCase" });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var files = call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto
            .Select(f => Google.Protobuf.Reflection.FileDescriptorProto.Parser.ParseFrom(f).Name);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "dsr.v1.Nothing" });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(
            ["dsr.v1.CaseService", "dsr.v1.OperatorService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            services.Order(StringComparer.Ordinal));
        Assert.Equal(["dsr/v1/case.proto", "dsr/v1/case_service.proto", "google/protobuf/timestamp.proto"], files.Order(StringComparer.Ordinal));
        Assert.Equal((int)StatusCode.NotFound, call.ResponseStream.Current.ErrorResponse.ErrorCode);
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    /// <summary>Tools of before 2023 know v1alpha only.</summary>
    [Fact]
    public async Task Reflection_answers_older_tools_too()
    {
        await using var world = await World.StartAsync();
        using var call = new V1Alpha.ServerReflection.ServerReflectionClient(world.Gateway.Channel).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new V1Alpha.ServerReflectionRequest { FileContainingSymbol = "dsr.v1.CaseService" });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        await call.RequestStream.CompleteAsync();

        Assert.NotEmpty(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
    }

    private static async Task<IReadOnlyList<Case>> WatchAllAsync(World world, string caseId, long after)
    {
        using var watch = world.Cases.WatchCase(
            new WatchCaseRequest { CaseId = caseId, AfterRevision = after }, deadline: CaseClientExtensions.In(TimeSpan.FromSeconds(60)));
        var seen = new List<Case>();
        await foreach (var message in watch.ResponseStream.ReadAllAsync())
        {
            seen.Add(message.Case);
        }

        return seen;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(World world, Action<ListCasesRequest> filter)
    {
        var request = new ListCasesRequest { ControllerId = "test" };
        filter(request);
        return [.. (await world.Cases.ListCasesAsync(request)).Cases.Select(c => c.CaseId)];
    }
}
