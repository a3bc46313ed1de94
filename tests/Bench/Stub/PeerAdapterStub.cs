using DsrGateway.Bench.Contract;
using Grpc.Core;

namespace DsrGateway.Bench.Stub;

/// <summary>The five systems as the floor and the peers ask them.</summary>
internal sealed class PeerAdapterStub(Asked asked) : PeerAdapter.PeerAdapterBase
{
    public override async Task<FetchResponse> Fetch(FetchRequest request, ServerCallContext context)
    {
        await asked.TakeAsync(request.CaseId, request.SystemId, context.CancellationToken);
        return new FetchResponse { Outcome = "DONE", Record = Systems.Record(request.SystemId, request.Email) };
    }
}
