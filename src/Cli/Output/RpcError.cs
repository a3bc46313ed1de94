using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace DsrGateway.Cli.Output;

/// <summary>A gRPC error with what grpc-status-details-bin says of it.</summary>
internal sealed record RpcError(StatusCode Code, string Message)
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    public ErrorInfo? Info { get; init; }

    /// <summary>Field 1 of ErrorInfo is "reason"; Google.Api.CommonProtos 2.0.0 still calls it by its first name, "type".</summary>
    public string Reason => Info?.Type ?? "";

    public IReadOnlyList<BadRequest.Types.FieldViolation> Fields { get; init; } = [];

    public IReadOnlyList<PreconditionFailure.Types.Violation> Preconditions { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public static RpcError Of(RpcException error)
    {
        var plain = new RpcError(error.StatusCode, error.Status.Detail);
        if (error.Trailers.GetValueBytes(DetailsTrailer) is not { } bytes)
        {
            return plain;
        }

        try
        {
            return plain.With(RpcStatus.Parser.ParseFrom(bytes));
        }
        catch (InvalidProtocolBufferException)
        {
            // The code and the message are still worth telling.
            return plain;
        }
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
