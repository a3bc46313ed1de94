using DsrGateway.Cases;
using DsrGateway.Cases.Acting;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Packaging;
using DsrGateway.Cases.Reading;
using DsrGateway.Cases.Storage;
using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using CancelCase = DsrGateway.Cases.Acting.CancelCase;
using CaseState = DsrGateway.Cases.CaseState;
using Right = DsrGateway.Cases.Right;

namespace DsrGateway.Server.Grpc;

/// <summary>CaseService: map in, call the slice, map out.</summary>
internal sealed class CaseGrpcService(
    ExecuteCase execute, OpenCase open, PlanCase plan, ReadCase read, WatchCase watch, WatchCases watchAll, CancelCase cancel, ProvideInformation provide,
    BuildPackage package, ICaseStore store, ControllerCatalog catalog, GatewayOptions options, TimeProvider clock) : CaseService.CaseServiceBase
{
    public override async Task<ExecuteCaseResponse> ExecuteCase(ExecuteCaseRequest request, ServerCallContext context)
    {
        var answerBy = CallDeadline.AnswerBy(context, options, clock);
        var view = await execute.HandleAsync(CaseMapping.ToNewCase(request.NewCase), answerBy, context.CancellationToken);
        return new ExecuteCaseResponse { Case = CaseMapping.ToMessage(view) };
    }

    public override async Task<SubmitCaseResponse> SubmitCase(SubmitCaseRequest request, ServerCallContext context)
    {
        CallDeadline.AnswerBy(context, options, clock);
        var id = await open.HandleAsync(CaseMapping.ToNewCase(request.NewCase), context.CancellationToken);
        return new SubmitCaseResponse { Case = CaseMapping.ToMessage(await read.HandleAsync(id, context.CancellationToken)) };
    }

    public override Task<PlanCaseResponse> PlanCase(PlanCaseRequest request, ServerCallContext context)
    {
        var (steps, deadline) = plan.Handle(CaseMapping.ToNewCase(request.NewCase));
        var response = new PlanCaseResponse { LegalDeadlineTime = deadline.ToTimestamp() };
        response.Steps.AddRange(steps.Select(CaseMapping.ToMessage));
        return Task.FromResult(response);
    }

    public override async Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context) =>
        new() { Case = await CaseAsync(Fields.CaseId(request.CaseId), context) };

    public override async Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context)
    {
        var faults = new List<FieldFault>();
        Fields.CheckController(request.ControllerId, catalog, faults);
        Fields.CheckDefined(request.States, "states", faults);
        Fields.CheckDefined(request.Rights, "rights", faults);
        var (size, after) = PageTokens.ReadCases(request.PageSize, request.PageToken, faults);
        Fields.ThrowIfAny(faults);
        var rows = await store.ListAsync(
            new CaseFilter(request.ControllerId)
            {
                States = [.. request.States.Select(s => (CaseState)s)],
                Rights = [.. request.Rights.Select(r => (Right)r)],
                LegalDeadlineBefore = request.LegalDeadlineBefore is { } before ? CaseMapping.ToInstant(before) : null,
                PageSize = size + 1,
                After = after,
            },
            context.CancellationToken);
        var page = rows.Take(size).ToList();
        var response = new ListCasesResponse { NextPageToken = rows.Count > size ? PageTokens.From(page[^1]) : "" };
        response.Cases.AddRange(page.Select(CaseMapping.ToMessage));
        return response;
    }

    public override async Task WatchCase(WatchCaseRequest request, IServerStreamWriter<WatchCaseResponse> responseStream, ServerCallContext context)
    {
        await foreach (var view in watch.HandleAsync(Fields.CaseId(request.CaseId), request.AfterRevision, context.CancellationToken))
        {
            await responseStream.WriteAsync(new WatchCaseResponse { Case = CaseMapping.ToMessage(view) }, context.CancellationToken);
        }
    }

    public override async Task WatchCases(WatchCasesRequest request, IServerStreamWriter<WatchCasesResponse> responseStream, ServerCallContext context)
    {
        var faults = new List<FieldFault>();
        Fields.CheckController(request.ControllerId, catalog, faults);
        var position = PageTokens.ReadPosition(request.Position, faults);
        Fields.ThrowIfAny(faults);
        await foreach (var watched in watchAll.HandleAsync(request.ControllerId, position, context.CancellationToken))
        {
            await responseStream.WriteAsync(CaseMapping.ToMessage(watched), context.CancellationToken);
        }
    }

    public override async Task<ProvideInformationResponse> ProvideInformation(ProvideInformationRequest request, ServerCallContext context)
    {
        var identifiers = CaseMapping.ToIdentifiers(request.Identifiers);
        var id = Fields.CaseId(request.CaseId, faults => Cases.Acting.ProvideInformation.Check(identifiers, null, request.Actor, faults));
        await provide.HandleAsync(id, identifiers, request.Actor, context.CancellationToken);
        return new ProvideInformationResponse { Case = await CaseAsync(id, context) };
    }

    public override async Task<CancelCaseResponse> CancelCase(CancelCaseRequest request, ServerCallContext context)
    {
        var id = Fields.CaseId(request.CaseId, faults => NewCaseValidator.CheckActorAndReason(request.Actor, request.Reason, faults));
        await cancel.HandleAsync(id, request.Actor, request.Reason, context.CancellationToken);
        return new CancelCaseResponse { Case = await CaseAsync(id, context) };
    }

    public override async Task DownloadPackage(
        DownloadPackageRequest request, IServerStreamWriter<DownloadPackageResponse> responseStream, ServerCallContext context)
    {
        await using var chunks = new PackageStream(responseStream);
        var id = Fields.CaseId(request.CaseId, faults => BuildPackage.Check(request.Actor, faults));
        await package.HandleAsync(id, request.Actor, chunks, (view, held) => chunks.Summary = CaseMapping.ToMessage(view, held), context.CancellationToken);
        await chunks.CompleteAsync(context.CancellationToken);
    }

    private async Task<V1.Case> CaseAsync(CaseId id, ServerCallContext context) => CaseMapping.ToMessage(await read.HandleAsync(id, context.CancellationToken));
}
