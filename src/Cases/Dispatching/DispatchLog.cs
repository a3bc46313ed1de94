using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Dispatching;

/// <summary>Ids, codes and times only; what an adapter said in words is not logged, it may hold personal data.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(1100, LogLevel.Debug, "Case {CaseId} system {SystemId}: {Phase} answered, step is {State}, {Elapsed}")]
    public static partial void Answered(this ILogger log, CaseId caseId, string systemId, Phase phase, StepState state, TimeSpan elapsed);

    [LoggerMessage(1101, LogLevel.Warning, "Case {CaseId} system {SystemId}: {Phase} waits for the adapter ({Problem}: {Rule}), attempt {Failures}")]
    public static partial void Deferred(this ILogger log, CaseId caseId, string systemId, Phase phase, Problem problem, StepRule rule, int failures);

    [LoggerMessage(1102, LogLevel.Error, "Case {CaseId} system {SystemId}: {Phase} failed ({Problem}: {Rule}); a person has to look")]
    public static partial void Failed(this ILogger log, CaseId caseId, string systemId, Phase phase, Problem problem, StepRule rule);

    [LoggerMessage(1103, LogLevel.Information, "Adapter {Adapter} answers again; {Steps} waiting steps of {ControllerId}/{SystemId} are taken up")]
    public static partial void AdapterBack(this ILogger log, string adapter, int steps, string controllerId, string systemId);

    [LoggerMessage(1104, LogLevel.Warning, "The sweep failed ({Reason}); it goes on in {Delay}")]
    public static partial void SweepFailed(this ILogger log, ErrorReason reason, TimeSpan delay);

    [LoggerMessage(1105, LogLevel.Information, "Sweep: {Steps} steps and {Cases} cases taken up again")]
    public static partial void Swept(this ILogger log, int steps, int cases);

    [LoggerMessage(1107, LogLevel.Information, "Case {CaseId} system {SystemId}: a stale answer to {Phase} was refused")]
    public static partial void Stale(this ILogger log, CaseId caseId, string systemId, Phase phase);
}
