using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.TestKit;

/// <summary>What tests do with a gateway again and again.</summary>
public static class CaseClientExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for what a case becomes, by its own stream.</summary>
    public static async Task<Case> WaitForAsync(this CaseService.CaseServiceClient cases, string caseId, Func<Case, bool> wanted, TimeSpan? patience = null)
    {
        using var timeout = new CancellationTokenSource(patience ?? Patience);
        using var watch = cases.WatchCase(new WatchCaseRequest { CaseId = caseId }, cancellationToken: timeout.Token);
        var seen = new List<string>();
        try
        {
            await foreach (var message in watch.ResponseStream.ReadAllAsync(timeout.Token))
            {
                seen.Add($"{message.Case.Revision}:{message.Case.State}({string.Join(' ', message.Case.Steps.Select(s => $"{s.SystemId}={s.Phase}/{s.State}/{s.Problem}"))})");
                if (wanted(message.Case))
                {
                    return message.Case;
                }
            }
        }
        catch (Exception e) when (timeout.IsCancellationRequested && e is RpcException or OperationCanceledException)
        {
            throw new TimeoutException($"The case did not become what was waited for: {string.Join(", ", seen)}.", e);
        }

        throw new InvalidOperationException($"The case ended otherwise: {string.Join(", ", seen)}.");
    }

    public static async Task<Case> SubmitAsync(this CaseService.CaseServiceClient cases, NewCase request) =>
        (await cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = request }, deadline: In(Patience))).Case;

    public static async Task<Case> ExecuteAsync(this CaseService.CaseServiceClient cases, NewCase request, TimeSpan deadline) =>
        (await cases.ExecuteCaseAsync(new ExecuteCaseRequest { NewCase = request }, deadline: In(deadline))).Case;

    public static async Task<Case> GetAsync(this CaseService.CaseServiceClient cases, string caseId) =>
        (await cases.GetCaseAsync(new GetCaseRequest { CaseId = caseId }, deadline: In(Patience))).Case;

    /// <summary>Every case of a controller, page by page.</summary>
    public static async Task<IReadOnlyList<Case>> ListAllAsync(this CaseService.CaseServiceClient cases, string controllerId = "test")
    {
        var all = new List<Case>();
        var request = new ListCasesRequest { ControllerId = controllerId, PageSize = 200 };
        do
        {
            var page = await cases.ListCasesAsync(request, deadline: In(Patience));
            all.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The whole package.</summary>
    public static async Task<byte[]> DownloadAsync(this CaseService.CaseServiceClient cases, string caseId, string actor = "portal")
    {
        using var call = cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = actor }, deadline: In(Patience));
        using var bytes = new MemoryStream();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            bytes.Write(piece.Chunk.Span);
        }

        return bytes.ToArray();
    }

    /// <summary>Everything that WatchCase tells of a case until it is over.</summary>
    public static async Task<IReadOnlyList<Case>> WatchCaseAsync(this CaseService.CaseServiceClient cases, string caseId, CancellationToken cancellation)
    {
        using var watch = cases.WatchCase(new WatchCaseRequest { CaseId = caseId }, cancellationToken: cancellation);
        var seen = new List<Case>();
        await foreach (var message in watch.ResponseStream.ReadAllAsync(cancellation))
        {
            seen.Add(message.Case);
        }

        return seen;
    }

    public static Step Step(this Case of, string systemId) => of.Steps.Single(s => s.SystemId == systemId);

    /// <summary>Final: nothing happens to the case any more.</summary>
    public static bool IsOver(this Case of) => of.State is CaseState.Closed or CaseState.Cancelled;

    /// <summary>A call's deadline this far from now.</summary>
    public static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;
}
