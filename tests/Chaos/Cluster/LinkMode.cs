namespace DsrGateway.Chaos.Cluster;

/// <summary>What a link does to what passes.</summary>
internal enum LinkMode
{
    Pass,
    /// <summary>Every connection is reset, and every new one.</summary>
    Cut,
    /// <summary>Connections stand, nothing arrives, nobody is told.</summary>
    Swallow,
    /// <summary>Requests arrive, answers do not.</summary>
    SwallowAnswers,
    /// <summary>Everything comes late.</summary>
    Delay,
    /// <summary>Everything comes in pieces of a few bytes.</summary>
    Slice,
    /// <summary>A request in five is done, its answer lost, and the connection with it.</summary>
    LoseAnswers,
}
