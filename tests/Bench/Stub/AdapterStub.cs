using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Bench.Stub;

/// <summary>The five systems as the gateway asks them.</summary>
internal sealed class AdapterStub(Asked asked) : AdapterService.AdapterServiceBase
{
    private const string Category = "user.contact";

    public override async Task Fulfil(FulfilRequest request, IServerStreamWriter<FulfilResponse> responseStream, ServerCallContext context)
    {
        var step = request.Context;
        await asked.TakeAsync(step.CaseId, step.SystemId, context.CancellationToken);
        var record = new Record { Category = Category, Collection = "people", Json = Systems.Record(step.SystemId, step.Identifiers[0].Value) };
        await responseStream.WriteAsync(new FulfilResponse { Record = record }, context.CancellationToken);
        var outcome = new FulfilOutcome
        {
            OperationId = step.OperationId,
            Parts = { new OutcomePart { Category = Category, Kind = OutcomeKind.Done, Count = 1 } },
            Selection = new Selection { SubjectRefs = { "1" }, MatchedBy = { "email" } },
            Sent = 1,
        };
        await responseStream.WriteAsync(new FulfilResponse { Outcome = outcome }, context.CancellationToken);
    }
}
