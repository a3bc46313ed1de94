using Google.Rpc;
using Grpc.Core;

namespace DsrGateway.TestKit;

/// <summary>An error as a caller in any language reads it: the status and what grpc-status-details-bin says.</summary>
public sealed record RichError(StatusCode Code, string Message)
{
    /// <summary>ErrorInfo.reason; empty if the error carries none.</summary>
    public string Reason { get; private init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; private init; } = new Dictionary<string, string>();

    /// <summary>The paths that BadRequest names.</summary>
    public IReadOnlyList<string> Fields { get; private init; } = [];

    public TimeSpan? RetryDelay { get; private init; }

    /// <summary>All that the caller gets to see, for a search.</summary>
    public string Everything { get; private init; } = "";

    public static RichError Of(RpcException e)
    {
        var error = new RichError(e.StatusCode, e.Status.Detail) { Everything = e.ToString() + string.Join('\n', e.Trailers.Where(t => !t.IsBinary).Select(t => $"{t.Key}={t.Value}")) };
        if (e.GetRpcStatus() is not { } status)
        {
            return error;
        }

        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<ErrorInfo>(out var info))
            {
                error = error with { Reason = info.Reason, Metadata = info.Metadata.ToDictionary() };
            }
            else if (detail.TryUnpack<BadRequest>(out var bad))
            {
                error = error with { Fields = [.. bad.FieldViolations.Select(f => f.Field)] };
            }
            else if (detail.TryUnpack<RetryInfo>(out var retry))
            {
                error = error with { RetryDelay = retry.RetryDelay.ToTimeSpan() };
            }
        }

        return error with { Everything = error.Everything + status };
    }

    /// <summary>The error a call ends in.</summary>
    /// <exception cref="InvalidOperationException">The call succeeded.</exception>
    public static async Task<RichError> FromAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException e)
        {
            return Of(e);
        }

        throw new InvalidOperationException("The call was expected to be refused and was not.");
    }
}
