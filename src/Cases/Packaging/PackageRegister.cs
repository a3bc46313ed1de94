using DsrGateway.Cases.Configuring;

namespace DsrGateway.Cases.Packaging;

/// <summary>What Art. 15(1) makes the controller tell beside the data. What is null or empty is left out of the page.</summary>
internal sealed record PackageRegister
{
    public required string RegisterId { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Purposes { get; init; } = [];

    public IReadOnlyList<LegalBasis> LegalBases { get; init; } = [];

    public IReadOnlyList<string> Recipients { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string? Retention { get; init; }

    public string? TransfersOutsideEea { get; init; }

    public string? AutomatedDecisions { get; init; }

    /// <summary>The privacy notice. Shown as a link only if it is http or https.</summary>
    public Uri? Notice { get; init; }
}
