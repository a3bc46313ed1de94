using DsrGateway.Cases;
using DsrGateway.Cases.Acting;
using DsrGateway.Cases.Opening;
using DsrGateway.Cases.Reading;
using DsrGateway.Server.Hosting;
using DsrGateway.V1;
using Grpc.Core;
using CompleteStep = DsrGateway.Cases.Acting.CompleteStep;
using EvidenceFile = DsrGateway.Cases.Acting.EvidenceFile;
using RetryStep = DsrGateway.Cases.Acting.RetryStep;

namespace DsrGateway.Server.Grpc;

/// <summary>OperatorService: map in, call the slice, map out.</summary>
internal sealed class OperatorGrpcService(
    ListWaitingSteps list, CompleteStep complete, RetryStep retry, AcceptFound accept, CheckConfiguration check, ReadCase read, ReadHistory history, ControllerCatalog catalog)
    : OperatorService.OperatorServiceBase
{
    public override async Task<ListStepsResponse> ListSteps(ListStepsRequest request, ServerCallContext context)
    {
        var faults = new List<FieldFault>();
        Fields.CheckController(request.ControllerId, catalog, faults);
        var (size, after) = PageTokens.Read(request.PageSize, request.PageToken, faults);
        Fields.ThrowIfAny(faults);
        var steps = await list.HandleAsync(request.ControllerId, after, size + 1, context.CancellationToken);
        var page = steps.Take(size).ToList();
        var response = new ListStepsResponse { NextPageToken = steps.Count > size ? PageTokens.From(page[^1]) : "" };
        response.Steps.AddRange(page.Select(CaseMapping.ToMessage));
        return response;
    }

    public override async Task<CompleteStepResponse> CompleteStep(CompleteStepRequest request, ServerCallContext context)
    {
        Cases.OutcomePart[] parts = [.. request.Parts.Select(CaseMapping.ToPart)];
        EvidenceFile[] files = [.. request.Files.Select(f => new EvidenceFile(f.Name, f.Content.Memory))];
        var id = Fields.CaseId(request.CaseId, faults => Cases.Acting.CompleteStep.Check(parts, request.Evidence, files, request.Actor, faults));
        await complete.HandleAsync(id, request.SystemId, parts, request.Evidence, files, request.Actor, context.CancellationToken);
        return new CompleteStepResponse { Case = CaseMapping.ToMessage(await read.HandleAsync(id, context.CancellationToken)) };
    }

    public override async Task<RetryStepResponse> RetryStep(RetryStepRequest request, ServerCallContext context)
    {
        var id = Fields.CaseId(request.CaseId, faults => NewCaseValidator.CheckActorAndReason(request.Actor, request.Reason, faults));
        await (request.AcceptFound
            ? accept.HandleAsync(id, request.SystemId, request.Reason, request.Actor, context.CancellationToken)
            : retry.HandleAsync(id, request.SystemId, request.Reason, request.Actor, context.CancellationToken));
        return new RetryStepResponse { Case = CaseMapping.ToMessage(await read.HandleAsync(id, context.CancellationToken)) };
    }

    public override async Task<GetCaseHistoryResponse> GetCaseHistory(GetCaseHistoryRequest request, ServerCallContext context)
    {
        var response = new GetCaseHistoryResponse();
        response.Entries.AddRange((await history.HandleAsync(Fields.CaseId(request.CaseId), context.CancellationToken)).Select(CaseMapping.ToMessage));
        return response;
    }

    public override Task<CheckConfigurationResponse> CheckConfiguration(CheckConfigurationRequest request, ServerCallContext context) =>
        check.HandleAsync(request, context.CancellationToken);
}
