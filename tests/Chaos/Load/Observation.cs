using Grpc.Core;

namespace DsrGateway.Chaos.Load;

/// <summary>One call as its client saw it.</summary>
/// <param name="Sent">When, in milliseconds since 1970.</param>
/// <param name="Got">When it was answered or given up.</param>
/// <param name="Code">The status: only OK says what happened; see <see cref="IsIndeterminate"/>.</param>
/// <param name="State">Of the case, if the answer told one.</param>
/// <param name="Answer">The final answer, as "system state KIND count,KIND count" with semicolons between; empty before.</param>
internal sealed record Observation(
    long Sent, long Got, string Instance, string Call, string Request, string Controller, string Right, string Code, string Case, string State, string Conclusion, long Revision, string Answer)
{
    public const string Submit = "submit";
    public const string Execute = "execute";
    public const string Read = "read";
    public const string Cancel = "cancel";
    public const string Provide = "provide";
    public const string Retry = "retry";
    public const string Probe = "probe";

    public bool Opens => Call is Submit or Execute;

    public bool IsOk => Code == nameof(StatusCode.OK);

    /// <summary>Whether the call had its effect cannot be told from its end.</summary>
    public bool IsIndeterminate => Code is nameof(StatusCode.Unavailable) or nameof(StatusCode.DeadlineExceeded) or nameof(StatusCode.Cancelled)
        or nameof(StatusCode.Internal) or nameof(StatusCode.Unknown);

    public bool IsFinal => State is nameof(V1.CaseState.Closed) or nameof(V1.CaseState.Cancelled);
}
