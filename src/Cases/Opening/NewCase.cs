using DsrGateway.Cases.Identifying;

namespace DsrGateway.Cases.Opening;

/// <summary>A rights request as a portal hands it in, not yet checked.</summary>
public sealed record NewCase
{
    public string RequestId { get; init; } = "";
    public string ControllerId { get; init; } = "";
    public IReadOnlyList<string> RegisterIds { get; init; } = [];
    public Right Right { get; init; }
    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];
    public IReadOnlyList<Correction> Corrections { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];
    public DateTimeOffset? ReceivedAt { get; init; }
    public string Actor { get; init; } = "";
}
