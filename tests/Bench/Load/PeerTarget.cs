using DsrGateway.Bench.Contract;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>The floor or a peer.</summary>
internal sealed class PeerTarget(GrpcChannel channel, TimeSpan patience) : ITarget
{
    private readonly Peer.PeerClient _peer = new(channel);

    public async Task<bool> ExecuteAsync()
    {
        var person = Person.New();
        var answer = await _peer.ExecuteAsync(
            new ExecuteRequest { CaseId = person.RequestId, Email = person.Email, Note = Systems.Filler },
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience);
        return answer.CaseId == person.RequestId && answer.Answers.Count == Systems.Ids.Length
            && answer.Answers.Select(a => a.SystemId).ToHashSet().SetEquals(Systems.Ids)
            && answer.Answers.All(a => a.Outcome == "DONE" && Systems.IsRecordOf(a.Record, a.SystemId, person.Email));
    }
}
