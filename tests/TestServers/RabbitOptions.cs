namespace DsrGateway.TestServers;

/// <summary>How a broker is started.</summary>
public sealed record RabbitOptions
{
    /// <summary>One, or a cluster of three.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>After how long a node that does not answer counts as gone for the others.</summary>
    public TimeSpan TickTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where a node keeps its messages, such as a small mount; its own folder if null.</summary>
    public Func<int, string>? DataFolder { get; init; }
}
