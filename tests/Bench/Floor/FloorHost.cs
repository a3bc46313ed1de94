using DsrGateway.Bench.Contract;
using Grpc.Core;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Floor;

/// <summary>What the transport alone costs: five parallel calls and a merge, nothing kept.</summary>
internal static class FloorHost
{
    public static Task RunAsync(Settings settings)
    {
        var adapters = settings.Addresses("systems").ToDictionary(s => s.Key, s => new PeerAdapter.PeerAdapterClient(GrpcChannel.ForAddress(s.Value)));
        return GrpcHost.RunAsync(
            [settings.Number("port")], services => services.AddSingleton<IReadOnlyDictionary<string, PeerAdapter.PeerAdapterClient>>(adapters),
            routes => routes.MapGrpcService<FloorService>());
    }
}

internal sealed class FloorService(IReadOnlyDictionary<string, PeerAdapter.PeerAdapterClient> adapters) : Peer.PeerBase
{
    public override async Task<ExecuteResponse> Execute(ExecuteRequest request, ServerCallContext context)
    {
        var answers = await Task.WhenAll(adapters.Select(a => FetchAsync(a.Key, a.Value, request, context.CancellationToken)));
        return new ExecuteResponse { CaseId = request.CaseId, Answers = { answers } };
    }

    private static async Task<Answer> FetchAsync(string system, PeerAdapter.PeerAdapterClient adapter, ExecuteRequest request, CancellationToken cancellation)
    {
        var reply = await adapter.FetchAsync(
            new FetchRequest { CaseId = request.CaseId, SystemId = system, Email = request.Email }, cancellationToken: cancellation);
        return new Answer { SystemId = system, Outcome = reply.Outcome, Record = reply.Record };
    }
}
