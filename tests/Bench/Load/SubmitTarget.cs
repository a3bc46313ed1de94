using DsrGateway.V1;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>Hands cases in and does not wait for their end.</summary>
internal sealed class SubmitTarget(GrpcChannel channel, TimeSpan patience) : ITarget
{
    private readonly CaseService.CaseServiceClient _cases = new(channel);

    public async Task<bool> ExecuteAsync()
    {
        var person = Person.New();
        var accepted = await _cases.SubmitCaseAsync(
            new SubmitCaseRequest { NewCase = GatewayTarget.NewCase(person) }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience);
        return accepted.Case.RequestId == person.RequestId && accepted.Case.CaseId.Length > 0;
    }
}
