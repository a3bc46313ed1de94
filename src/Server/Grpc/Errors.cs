using DsrGateway.Cases;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace DsrGateway.Server.Grpc;

/// <summary>Turns what went wrong into a status with details (AIP-193). The only place that does.</summary>
internal static class Errors
{
    public const string Domain = "dsr.gateway";

    public static RpcException From(CaseException e)
    {
        var code = Code(e.Reason);
        var status = NewStatus(code, e.Message);
        status.Details.Add(Any.Pack(Info(Name(e.Reason), e.Metadata)));
        if (e.Faults.Count > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(e.Faults.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Description }));
            status.Details.Add(Any.Pack(bad));
        }

        if (code is StatusCode.Unavailable or StatusCode.ResourceExhausted)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) }));
        }

        return status.ToRpcException();
    }

    /// <summary>A bug. The caller gets an id by which the log tells more, and nothing of the exception.</summary>
    public static RpcException Internal(string correlationId)
    {
        var status = NewStatus(StatusCode.Internal, "The gateway failed; the correlation id finds the cause in its log.");
        status.Details.Add(Any.Pack(Info(Name(ErrorReason.Internal), new Dictionary<string, string> { ["correlation_id"] = correlationId })));
        return status.ToRpcException();
    }

    /// <summary>The name in the contract, such as CASE_NOT_FOUND.</summary>
    public static string Name(ErrorReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    private static StatusCode Code(ErrorReason reason) => reason switch
    {
        ErrorReason.InvalidFields => StatusCode.InvalidArgument,
        ErrorReason.CaseNotFound or ErrorReason.StepNotFound => StatusCode.NotFound,
        ErrorReason.RequestIdReused or ErrorReason.CaseAlreadyOpen => StatusCode.AlreadyExists,
        ErrorReason.WrongState => StatusCode.FailedPrecondition,
        ErrorReason.DeadlineTooShort => StatusCode.DeadlineExceeded,
        ErrorReason.StoreFull => StatusCode.ResourceExhausted,
        ErrorReason.StoreUnavailable or ErrorReason.GatewayStopping => StatusCode.Unavailable,
        ErrorReason.Conflict => StatusCode.Aborted,
        _ => StatusCode.Internal,
    };

    private static Google.Rpc.Status NewStatus(StatusCode code, string message) => new() { Code = (int)code, Message = message };

    private static ErrorInfo Info(string reason, IReadOnlyDictionary<string, string> metadata)
    {
        var info = new ErrorInfo { Reason = reason, Domain = Domain };
        info.Metadata.Add(metadata.ToDictionary(p => p.Key, p => p.Value));
        return info;
    }
}
