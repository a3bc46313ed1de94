using System.Security.Cryptography;

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

    /// <summary>A virtual host that is there from the first start.</summary>
    public string VirtualHost { get; init; } = "/";
}

/// <summary>What a broker keeps over its lives: by it the nodes know each other, and clients them.</summary>
public sealed record RabbitIdentity(int EpmdPort, IReadOnlyList<int> Ports, IReadOnlyList<int> Links, string Password, string Cookie)
{
    public static RabbitIdentity New(int nodes)
    {
        var ports = TestServers.Ports.Free((nodes * 2) + 1);
        return new RabbitIdentity(ports[0], ports[1..(nodes + 1)], ports[(nodes + 1)..], RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetHexString(32));
    }
}
