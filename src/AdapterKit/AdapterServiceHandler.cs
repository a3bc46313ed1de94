using System.Diagnostics;
using System.Reflection;
using DsrGateway.AnswerTables;
using DsrGateway.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace DsrGateway.AdapterKit;

/// <summary>The gRPC service in front of the adapter's systems: checks, finds the system, runs it, turns faults into statuses, logs one line.</summary>
internal sealed class AdapterServiceHandler(
    AdapterIdentity identity, IEnumerable<ISystemAdapter> systems, ILogger<AdapterServiceHandler> logger, TimeProvider time)
    : AdapterService.AdapterServiceBase
{
    private readonly ISystemAdapter[] _systems = [.. systems];

    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context)
    {
        var asked = _systems.Where(s => request.SystemId.Length == 0 || s.Description.SystemId == request.SystemId).Select(Describe);
        var response = new DescribeResponse { AdapterName = identity.Name, AdapterVersion = identity.Version };
        response.Systems.AddRange(asked);
        return request.SystemId.Length > 0 && response.Systems.Count == 0 ? throw AdapterErrors.UnknownSystem() : Task.FromResult(response);
    }

    private static SystemDescription Describe(ISystemAdapter system)
    {
        var description = system.Description.Clone();
        description.ControllerId = system.ControllerId;
        return description;
    }

    public override Task<LocateResponse> Locate(LocateRequest request, ServerCallContext context) =>
        RunAsync(
            request.Context,
            Phase.Locate,
            context,
            async system =>
            {
                var response = await system.LocateAsync(request.Context, context.CancellationToken);
                AnswerCheck.Check(AdapterCall.Locate, request.Context.Right, response.Selection, response.Forecast);
                return response;
            },
            Say);

    public override Task Fulfil(FulfilRequest request, IServerStreamWriter<FulfilResponse> responseStream, ServerCallContext context) =>
        RunAsync(
            request.Context,
            Phase.Fulfil,
            context,
            async system =>
            {
                var writer = new FulfilWriter(responseStream, request.Context);
                var outcome = await system.FulfilAsync(request.Context, writer, context.CancellationToken);
                await writer.EndAsync(outcome, context.CancellationToken);
                return outcome;
            },
            Say);

    public override Task<VerifyResponse> Verify(VerifyRequest request, ServerCallContext context) =>
        RunAsync(
            request.Context,
            Phase.Verify,
            context,
            async system =>
            {
                var response = await system.VerifyAsync(request.Context, context.CancellationToken);
                AnswerCheck.Check(AdapterCall.Verify, request.Context.Right, selection: null, response.Parts);
                return response;
            },
            r => Say(r.Parts));

    private async Task<T> RunAsync<T>(
        StepContext? step, Phase phase, ServerCallContext context, Func<ISystemAdapter, Task<T>> run, Func<T, (string Result, long Count)> say)
    {
        var faults = StepValidator.Check(step, phase);
        if (faults.Count > 0)
        {
            AdapterLog.Malformed(logger, phase, faults.Count);
            throw AdapterErrors.Invalid(faults);
        }

        var start = time.GetTimestamp();
        var answer = await GuardAsync(step!, phase, () => run(Find(step!)), context.CancellationToken);
        var (result, count) = say(answer);
        AdapterLog.Answered(logger, phase, step!.Right, step.SystemId, step.CaseId, step.OperationId, result, count, time.GetElapsedTime(start));
        return answer;
    }

    private ISystemAdapter Find(StepContext step)
    {
        var named = _systems.Where(s => s.Description.SystemId == step.SystemId).ToArray();
        var system = named.FirstOrDefault(s => s.ControllerId == step.ControllerId) ?? named.FirstOrDefault(s => s.ControllerId.Length == 0)
            ?? throw AdapterErrors.UnknownSystem();
        if (!system.Description.Rights.Contains(step.Right))
        {
            throw AdapterErrors.NotOffered();
        }

        var faults = StepValidator.CheckTypes(step, system.Description);
        return faults.Count == 0 ? system : throw AdapterErrors.Invalid(faults);
    }

    private async Task<T> GuardAsync<T>(StepContext step, Phase phase, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (RpcException)
        {
            throw;
        }
        catch (StepFaultException fault)
        {
            throw AdapterErrors.Invalid(fault.Field, fault.Message);
        }
        catch (TargetMismatchException fault)
        {
            throw AdapterErrors.Mismatch(fault.Message);
        }
        catch (Exception fault) when (cancellationToken.IsCancellationRequested)
        {
            AdapterLog.Unavailable(logger, phase, step.SystemId, step.CaseId, step.OperationId, fault.GetType().Name);
            throw AdapterErrors.Cancelled();
        }
        catch (Exception fault) when (Outage.Is(fault))
        {
            AdapterLog.Unavailable(logger, phase, step.SystemId, step.CaseId, step.OperationId, fault.GetType().Name);
            throw AdapterErrors.Unavailable();
        }
        catch (Exception fault)
        {
            AdapterLog.Failed(logger, phase, step.SystemId, step.CaseId, step.OperationId, fault.GetType().Name, Place(fault));
            throw AdapterErrors.Internal();
        }
    }

    // Methods' names from the stack: enough to find the bug, and nothing an exception's message could carry.
    private static string Place(Exception fault) =>
        string.Join(" < ", new StackTrace(fault).GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>()
            .Where(method => method.DeclaringType?.Namespace?.StartsWith("DsrGateway", StringComparison.Ordinal) == true)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Take(6));

    private static (string Result, long Count) Say(LocateResponse response) =>
        ($"{response.Selection?.SubjectRefs.Count ?? 0} subjects, {response.Selection?.Candidates ?? 0} candidates", response.Forecast.Sum(part => part.Count));

    private static (string Result, long Count) Say(FulfilOutcome outcome) =>
        outcome.Parts.Count == 0 ? ($"{outcome.Selection?.Candidates ?? 0} candidates", 0) : Say(outcome.Parts);

    private static (string Result, long Count) Say(IEnumerable<OutcomePart> parts) =>
        (string.Join(", ", parts.Select(part => part.Kind).Distinct().Order()), parts.Sum(part => part.Count));
}
