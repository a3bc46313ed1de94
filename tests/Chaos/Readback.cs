using DsrGateway.Chaos.Load;
using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Chaos;

/// <summary>Reads every case once more when all is quiet, each from another instance than the one before: what was told must stand.</summary>
internal static class Readback
{
    private const int AtOnce = 8;
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    public static Task RunAsync(IReadOnlyList<GatewayDoor> doors, History history)
    {
        var opened = history.Entries.Where(e => e.IsOk && e.Case.Length > 0 && e.Opens).DistinctBy(e => e.Case).ToList();
        return Parallel.ForEachAsync(opened.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, cancellation) =>
            history.Add(await ReadAsync(item.Item, doors[item.Index % doors.Count], cancellation)));
    }

    private static async Task<Observation> ReadAsync(Observation opened, GatewayDoor door, CancellationToken cancellation)
    {
        var sent = History.Now;
        try
        {
            var seen = (await door.Cases.GetCaseAsync(new GetCaseRequest { CaseId = opened.Case }, deadline: GatewayDoor.In(CallLimit), cancellationToken: cancellation)).Case;
            return opened with
            {
                Sent = sent,
                Got = History.Now,
                Instance = door.Name,
                Call = Observation.Read,
                State = seen.State.ToString(),
                Conclusion = seen.Conclusion.ToString(),
                Revision = seen.Revision,
                Answer = History.AnswerOf(seen),
            };
        }
        catch (RpcException e)
        {
            return opened with { Sent = sent, Got = History.Now, Instance = door.Name, Call = Observation.Read, Code = e.StatusCode.ToString(), State = "", Conclusion = "", Revision = 0, Answer = "" };
        }
    }
}
