namespace DsrGateway.Cases.Configuring;

/// <summary>Where a person reaches the controller. Channels of the organisation, never of one of its people.</summary>
public sealed record ContactConfig
{
    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Web { get; init; }

    /// <summary>All channels in one line.</summary>
    public override string ToString() => string.Join(" · ", new[] { Email, Phone, Address, Web }.Where(channel => !string.IsNullOrEmpty(channel)));
}
