using System.Text.Json.Serialization;

namespace DsrGateway.Cases.Configuring;

/// <summary>A place that holds personal data, and how it is reached: by an adapter or by hand, never both.</summary>
public sealed record SystemConfig
{
    /// <summary>Unique within the controller.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="SystemKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The adapter that does the steps; null when they are done by hand.</summary>
    public string? Adapter { get; init; }

    /// <summary>What a member of staff has to do; null when an adapter does the steps.</summary>
    public string? ByHand { get; init; }

    /// <summary>Identifier types the system can be searched by. May be empty only when the steps are done by hand.</summary>
    public IReadOnlyList<string> SearchedBy { get; init => field = EqualList.Of(value); } = EqualList.Of<string>([]);

    public IReadOnlyList<LegalBasis> LegalBases { get; init => field = EqualList.Of(value); } = EqualList.Of<LegalBasis>([]);

    /// <summary>The purposes its data serves, by the names that objections and withdrawals use; null when the file does not say.</summary>
    public IReadOnlyList<string>? Purposes { get; init => field = value is null ? null : EqualList.Of(value); }

    /// <summary>A system of the same register that must have agreed before this one erases; null when there is none.</summary>
    public string? ErasureGate { get; init; }

    public SystemLimits Limits { get; init => field = value ?? new SystemLimits(); } = new();

    /// <summary>In the controller's language. No part of the canonical JSON: a word that is mended is mended for open cases too.</summary>
    [JsonIgnore]
    public IReadOnlyList<LabelConfig> Labels { get; init => field = EqualList.Of(value); } = EqualList.Of<LabelConfig>([]);

    [JsonIgnore]
    public bool IsByHand => ByHand is not null;
}
