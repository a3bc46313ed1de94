using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace DsrGateway.Cli.Output;

/// <summary>A gRPC error with what grpc-status-details-bin says of it.</summary>
internal sealed record RpcError(StatusCode Code, string Message)
{
    public ErrorInfo? Info { get; init; }

    public string Reason => Info?.Reason ?? "";

    public IReadOnlyList<BadRequest.Types.FieldViolation> Fields { get; init; } = [];

    public IReadOnlyList<PreconditionFailure.Types.Violation> Preconditions { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public static RpcError Of(RpcException error)
    {
        var plain = new RpcError(error.StatusCode, error.Status.Detail);
        // Details that cannot be read are left out: the code and the message are still worth telling.
        return error.Trailers.GetRpcStatus(ignoreParseError: true) is { } status ? plain.With(status) : plain;
    }

    private RpcError With(RpcStatus status)
    {
        var error = this with { Message = status.Message.Length > 0 ? status.Message : Message };
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<ErrorInfo>(out var info))
            {
                error = error with { Info = info };
            }
            else if (detail.TryUnpack<BadRequest>(out var bad))
            {
                error = error with { Fields = [.. error.Fields, .. bad.FieldViolations] };
            }
            else if (detail.TryUnpack<PreconditionFailure>(out var failure))
            {
                error = error with { Preconditions = [.. error.Preconditions, .. failure.Violations] };
            }
            else if (detail.TryUnpack<RetryInfo>(out var retry) && retry.RetryDelay is { } delay)
            {
                error = error with { RetryAfter = delay.ToTimeSpan() };
            }
        }

        return error;
    }
}
