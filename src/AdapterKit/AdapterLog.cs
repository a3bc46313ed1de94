using DsrGateway.V1;
using Microsoft.Extensions.Logging;

namespace DsrGateway.AdapterKit;

/// <summary>Everything the kit says. Ids, states, counts and durations: never an identifier, a value or an exception's text.</summary>
internal static partial class AdapterLog
{
    [LoggerMessage(2000, LogLevel.Information, "{Phase} {Right} of {SystemId} for case {CaseId}, operation {OperationId}: {Result}, {Count} records in {Elapsed}")]
    public static partial void Answered(
        ILogger logger, Phase phase, Right right, string systemId, string caseId, string operationId, string result, long count, TimeSpan elapsed);

    [LoggerMessage(2001, LogLevel.Warning, "{Phase} of {SystemId} for case {CaseId}, operation {OperationId}: the system cannot be reached ({Fault})")]
    public static partial void Unavailable(ILogger logger, Phase phase, string systemId, string caseId, string operationId, string fault);

    [LoggerMessage(2002, LogLevel.Error, "{Phase} of {SystemId} for case {CaseId}, operation {OperationId}: fault {Fault} at {Place}")]
    public static partial void Failed(ILogger logger, Phase phase, string systemId, string caseId, string operationId, string fault, string place);

    [LoggerMessage(2003, LogLevel.Warning, "{Phase}: call refused, {Count} malformed fields")]
    public static partial void Malformed(ILogger logger, Phase phase, int count);
}
