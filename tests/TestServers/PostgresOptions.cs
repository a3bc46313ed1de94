namespace DsrGateway.TestServers;

/// <summary>How a PostgreSQL is started.</summary>
public sealed record PostgresOptions
{
    /// <summary>More settings, such as max_wal_size=64MB.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Where its data is, such as a small mount; a folder of its own if null.</summary>
    public string? DataFolder { get; init; }
}
