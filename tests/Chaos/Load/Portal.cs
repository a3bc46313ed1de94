using DsrGateway.V1;
using Grpc.Core;

namespace DsrGateway.Chaos.Load;

/// <summary>One client: hands in a request at one instance, follows it at another, repeats what got no answer, does what the case waits for.</summary>
internal sealed class Portal(IReadOnlyList<GatewayDoor> doors, IReadOnlyList<string> controllers, History history, Random random, CancellationToken giveUp)
{
    /// <summary>A case that is not known so often in a row is lost: whether that may be is the checker's to say.</summary>
    private const int MostUnknown = 5;

    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly HashSet<string> _done = [];

    /// <summary>Sees one case to its end; ends early only if it must give up.</summary>
    public async Task RunAsync(bool plain = false)
    {
        _done.Clear();
        var plan = (plain ? 0 : random.Next(100)) switch { < 76 => Plan.Plain, < 84 => Plan.CancelAtOnce, < 92 => Plan.CancelWaiting, _ => Plan.Inform };
        var request = People.Request(Pick(controllers), Pick(People.Rights), plan is not (Plan.CancelWaiting or Plan.Inform));
        if (await OpenAsync(request, plan) is not { } caseId)
        {
            return;
        }

        if (random.Next(20) == 0)
        {
            // A portal that lost its own memory asks again.
            await CallAsync(Observation.Submit, request, SubmitAsync(request));
        }

        if (plan == Plan.CancelAtOnce)
        {
            await CallAsync(Observation.Cancel, request, CancelAsync(caseId));
        }

        await FollowAsync(request, caseId, plan);
    }

    private async Task<string?> OpenAsync(NewCase request, Plan plan)
    {
        var execute = plan == Plan.Plain && random.Next(5) == 0;
        while (!giveUp.IsCancellationRequested)
        {
            var entry = execute
                ? await CallAsync(Observation.Execute, request, ExecuteAsync(request))
                : await CallAsync(Observation.Submit, request, SubmitAsync(request));
            if (entry.IsOk)
            {
                return entry.Case;
            }

            execute = false;
            await PauseAsync();
        }

        return null;
    }

    private async Task FollowAsync(NewCase request, string caseId, Plan plan)
    {
        var unknown = 0;
        while (!giveUp.IsCancellationRequested && unknown < MostUnknown)
        {
            Case? seen = null;
            var entry = await CallAsync(Observation.Read, request, async (door, limit) => seen = random.Next(3) == 0
                ? await door.WatchOnceAsync(caseId, limit, giveUp)
                : (await door.Cases.GetCaseAsync(new GetCaseRequest { CaseId = caseId }, deadline: limit, cancellationToken: giveUp)).Case);
            unknown = entry.Code == nameof(StatusCode.NotFound) ? unknown + 1 : 0;
            if (seen is { State: CaseState.Closed or CaseState.Cancelled })
            {
                return;
            }

            await ReactAsync(request, seen, plan);
            await PauseAsync();
        }
    }

    private async Task ReactAsync(NewCase request, Case? seen, Plan plan)
    {
        if (seen?.State == CaseState.NeedsInformation && _done.Add("answer"))
        {
            var entry = plan == Plan.CancelWaiting
                ? await CallAsync(Observation.Cancel, request, CancelAsync(seen.CaseId))
                : await CallAsync(Observation.Provide, request, ProvideAsync(seen));
            if (!entry.IsOk)
            {
                _done.Remove("answer");
            }
        }
        else if (seen?.State == CaseState.WaitingForPerson)
        {
            foreach (var step in seen.Steps.Where(s => s.State == StepState.WaitingForPerson))
            {
                await CallAsync(Observation.Retry, request, async (door, limit) => (await door.Operators.RetryStepAsync(
                    new RetryStepRequest { CaseId = seen.CaseId, SystemId = step.SystemId, Actor = "staff", Reason = "the cause is gone" }, deadline: limit, cancellationToken: giveUp)).Case);
            }
        }
    }

    private Func<GatewayDoor, DateTime, Task<Case>> SubmitAsync(NewCase request) =>
        async (door, limit) => (await door.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = request }, deadline: limit, cancellationToken: giveUp)).Case;

    private Func<GatewayDoor, DateTime, Task<Case>> ExecuteAsync(NewCase request) =>
        async (door, limit) => (await door.Cases.ExecuteCaseAsync(new ExecuteCaseRequest { NewCase = request }, deadline: limit, cancellationToken: giveUp)).Case;

    private Func<GatewayDoor, DateTime, Task<Case>> CancelAsync(string caseId) => async (door, limit) => (await door.Cases.CancelCaseAsync(
        new CancelCaseRequest { CaseId = caseId, Actor = "portal", Reason = "withdrawn by the person" }, deadline: limit, cancellationToken: giveUp)).Case;

    private Func<GatewayDoor, DateTime, Task<Case>> ProvideAsync(Case seen) => async (door, limit) => (await door.Cases.ProvideInformationAsync(
        new ProvideInformationRequest { CaseId = seen.CaseId, Actor = "portal", Identifiers = { People.Email(seen.RequestId) } }, deadline: limit, cancellationToken: giveUp)).Case;

    /// <summary>Calls any instance and writes down how it ended.</summary>
    private async Task<Observation> CallAsync(string call, NewCase request, Func<GatewayDoor, DateTime, Task<Case>> body)
    {
        var door = Pick(doors);
        var sent = History.Now;
        Observation entry;
        try
        {
            var seen = await body(door, GatewayDoor.In(CallLimit));
            entry = Entry(StatusCode.OK, seen.CaseId, seen.State.ToString(), seen.Conclusion.ToString(), seen.Revision, History.AnswerOf(seen));
        }
        catch (RpcException e)
        {
            entry = Entry(e.StatusCode, "", "", "", 0, "");
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            entry = Entry(StatusCode.Cancelled, "", "", "", 0, "");
        }

        history.Add(entry);
        return entry;

        Observation Entry(StatusCode code, string caseId, string state, string conclusion, long revision, string answer) => new(
            sent, History.Now, door.Name, call, request.RequestId, request.ControllerId, request.Right.ToString(), code.ToString(), caseId, state, conclusion, revision, answer);
    }

    private Task<Task> PauseAsync() => Task.WhenAny(Task.Delay(Pause * (0.5 + random.NextDouble()), giveUp));

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

    private enum Plan
    {
        Plain,
        CancelAtOnce,
        CancelWaiting,
        Inform,
    }
}
