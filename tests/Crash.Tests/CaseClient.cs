using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Crash.Tests;

/// <summary>A portal and its staff: repeat a call whose gateway died under it, watch the case, do what it waits for.</summary>
internal sealed class CaseClient(Lane lane, Scenario scenario)
{
    private static readonly TimeSpan DyingTime = TimeSpan.FromSeconds(5);
    private readonly HashSet<string> _acted = [];
    private GatewayProcess _life = null!;

    /// <summary>Every case id a call ever named.</summary>
    public HashSet<string> CaseIds { get; } = [];

    /// <summary>The case as it was last told.</summary>
    public Case? LastSeen { get; private set; }

    /// <summary>Hands in a request and sees the case to its end.</summary>
    public async Task<Case> RunAsync(NewCase request, CancellationToken cancellation)
    {
        _life = await lane.RunningAsync();
        var opened = (await CallAsync(
            life => life.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = request }, cancellationToken: cancellation).ResponseAsync)).Case;
        CaseIds.Add(opened.CaseId);
        while (true)
        {
            var life = _life;
            try
            {
                return await WatchAsync(opened.CaseId, cancellation);
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                await NextLifeAsync(life);
            }
        }
    }

    /// <summary>Reads a case from the running gateway.</summary>
    public async Task<Case> ReadAsync(string caseId) =>
        (await CallAsync(life => life.Cases.GetCaseAsync(new GetCaseRequest { CaseId = caseId }).ResponseAsync)).Case;

    public async Task<byte[]> DownloadAsync(string caseId)
    {
        using var call = _life.Cases.DownloadPackage(new DownloadPackageRequest { CaseId = caseId, Actor = "portal" });
        using var archive = new MemoryStream();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            piece.Chunk.WriteTo(archive);
        }

        return archive.ToArray();
    }

    private async Task<Case> WatchAsync(string caseId, CancellationToken cancellation)
    {
        using var watch = _life.Cases.WatchCase(new WatchCaseRequest { CaseId = caseId }, cancellationToken: cancellation);
        Case? last = null;
        await foreach (var message in watch.ResponseStream.ReadAllAsync(cancellation))
        {
            LastSeen = last = message.Case;
            CaseIds.Add(last.CaseId);
            await ReactAsync(last, cancellation);
        }

        return last is { State: CaseState.Closed or CaseState.Cancelled } ? last : throw new InvalidOperationException($"The stream ended at {last}.");
    }

    private async Task ReactAsync(Case seen, CancellationToken cancellation)
    {
        if (scenario == Scenario.Down && seen.Steps.Any(s => s.State == StepState.WaitingForAdapter) && _acted.Add("come back"))
        {
            await lane.Adapter.SeenDown.WaitAsync(cancellation);
            lane.Adapter.Become(Mood.Well);
        }

        if (seen.State == CaseState.NeedsInformation)
        {
            await (scenario == Scenario.Cancel ? CancelAsync(seen) : ProvideAsync(seen));
        }
        else if (seen.State == CaseState.WaitingForPerson)
        {
            foreach (var step in seen.Steps.Where(s => s.State == StepState.WaitingForPerson))
            {
                await (step.ByHand ? CompleteAsync(seen, step) : RetryAsync(seen, step));
            }
        }
    }

    private Task ProvideAsync(Case seen) => ActAsync("provide", life => life.Cases.ProvideInformationAsync(new ProvideInformationRequest
    {
        CaseId = seen.CaseId,
        Actor = "portal",
        Identifiers = { Requests.Email(seen.RequestId) },
    }).ResponseAsync);

    private Task CancelAsync(Case seen) => ActAsync("cancel", life => life.Cases.CancelCaseAsync(new CancelCaseRequest
    {
        CaseId = seen.CaseId,
        Actor = "portal",
        Reason = "withdrawn by the person",
    }).ResponseAsync);

    private Task CompleteAsync(Case seen, Step step) => ActAsync("complete " + step.SystemId, life => life.Operators.CompleteStepAsync(new CompleteStepRequest
    {
        CaseId = seen.CaseId,
        SystemId = step.SystemId,
        Actor = "staff",
        Evidence = "Looked in the binders.",
        Parts = { new OutcomePart { Category = "user.contact", Kind = OutcomeKind.Done, Count = 1 } },
    }).ResponseAsync);

    private Task RetryAsync(Case seen, Step step) => ActAsync("retry " + step.SystemId, life => life.Operators.RetryStepAsync(new RetryStepRequest
    {
        CaseId = seen.CaseId,
        SystemId = step.SystemId,
        Actor = "staff",
        Reason = "the cause is gone",
    }).ResponseAsync);

    /// <summary>Acts once. A repeat after a lost answer may be told that there is nothing to do any more: then the first did it.</summary>
    private async Task ActAsync<T>(string what, Func<GatewayProcess, Task<T>> call)
    {
        if (!_acted.Add(what))
        {
            return;
        }

        var before = _life;
        try
        {
            await CallAsync(call);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition && _life != before)
        {
            // WRONG_STATE: done before the gateway died.
        }
    }

    private async Task<T> CallAsync<T>(Func<GatewayProcess, Task<T>> call)
    {
        while (true)
        {
            var life = _life;
            try
            {
                return await call(life);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Aborted)
            {
                // CONFLICT: somebody else changed the case at the same time; nothing was changed.
            }
            catch (RpcException e) when (e.StatusCode is not (StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.AlreadyExists))
            {
                await NextLifeAsync(life, e);
            }
        }
    }

    /// <summary>A call may fail because the gateway died, and for no other reason.</summary>
    private async Task NextLifeAsync(GatewayProcess life, RpcException? cause = null)
    {
        try
        {
            _life = await lane.AfterAsync(life, DyingTime);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"A call failed although the gateway lives: {cause?.Status}. {string.Join(' ', lane.Faults)} {life.Output}");
        }
    }
}
