namespace DsrGateway.Cases.Configuring;

/// <summary>What Art. 15(1) and (2) make the controller tell beside the data, as the register's privacy notice says it. Empty: not said.</summary>
public sealed record RegisterInformation
{
    /// <summary>Art. 15(1)(a).</summary>
    public IReadOnlyList<string> Purposes { get; init => field = EqualList.Of(value); } = EqualList.Of<string>([]);

    /// <summary>Art. 15(1)(c); by name where they are known.</summary>
    public IReadOnlyList<string> Recipients { get; init => field = EqualList.Of(value); } = EqualList.Of<string>([]);

    /// <summary>Art. 15(1)(g).</summary>
    public IReadOnlyList<string> Sources { get; init => field = EqualList.Of(value); } = EqualList.Of<string>([]);

    /// <summary>Art. 15(1)(d): how long, or by what the time is set.</summary>
    public string? Retention { get; init; }

    /// <summary>Art. 15(2): the safeguards of transfers to third countries.</summary>
    public string? Transfers { get; init; }

    /// <summary>Art. 15(1)(h).</summary>
    public string? AutomatedDecisions { get; init; }

    /// <summary>Where the privacy notice can be read.</summary>
    public string? Notice { get; init; }
}
