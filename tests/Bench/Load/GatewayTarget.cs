using DsrGateway.V1;
using Grpc.Net.Client;

namespace DsrGateway.Bench.Load;

/// <summary>The gateway itself, by the contract its portals use.</summary>
internal sealed class GatewayTarget(GrpcChannel channel, TimeSpan patience) : ITarget
{
    private readonly CaseService.CaseServiceClient _cases = new(channel);

    public async Task<bool> ExecuteAsync()
    {
        var person = Person.New();
        var answer = await _cases.ExecuteCaseAsync(
            new ExecuteCaseRequest { NewCase = NewCase(person) }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience);
        return IsRight(answer.Case, person);
    }

    public static NewCase NewCase(Person person) => new()
    {
        RequestId = person.RequestId,
        ControllerId = Systems.Controller,
        Right = Right.Access,
        Identifiers = { new Identifier { Type = "email", Value = person.Email } },
        Actor = "bench",
    };

    /// <summary>Closed and granted, each system once, one record from each.</summary>
    private static bool IsRight(Case answer, Person person) =>
        answer.RequestId == person.RequestId && answer.State == CaseState.Closed && answer.Conclusion == Conclusion.Granted
        && answer.Steps.Select(s => s.SystemId).SequenceEqual(Systems.Ids)
        && answer.Steps.All(s => s is { State: StepState.Ended, Parts: [{ Kind: OutcomeKind.Done, Count: 1 }] });
}
