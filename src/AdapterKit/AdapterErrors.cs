using DsrGateway.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace DsrGateway.AdapterKit;

/// <summary>The statuses an adapter ends a call with. Their texts are fixed: what an exception says never crosses the wire.</summary>
internal static class AdapterErrors
{
    public static RpcException Invalid(IEnumerable<BadRequest.Types.FieldViolation> faults)
    {
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(faults);
        var details = new Google.Rpc.Status { Code = (int)StatusCode.InvalidArgument, Message = "The call has malformed fields." };
        details.Details.Add(Any.Pack(badRequest));
        details.Details.Add(Any.Pack(new ErrorInfo { Reason = "INVALID_FIELDS", Domain = "dsr.gateway" }));
        return details.ToRpcException();
    }

    public static RpcException Invalid(string field, string description) =>
        Invalid([new BadRequest.Types.FieldViolation { Field = field, Description = description }]);

    public static RpcException UnknownSystem() => new(new Status(StatusCode.NotFound, "This adapter does not serve that system of that controller."));

    public static RpcException NotOffered() => new(new Status(StatusCode.Unimplemented, "This system does not offer that right."));

    public static RpcException Unavailable() => new(new Status(StatusCode.Unavailable, "The system cannot be reached; try again later."));

    public static RpcException Mismatch(string message) => new(new Status(StatusCode.FailedPrecondition, message));

    public static RpcException Cancelled() => new(new Status(StatusCode.Cancelled, "The call was cancelled."));

    public static RpcException Internal() => new(new Status(StatusCode.Internal, "A fault of the adapter; its log names the operation."));
}
