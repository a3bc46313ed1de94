namespace DsrGateway.Crash.Tests;

/// <summary>What happens in a case, beside the kill.</summary>
public enum Scenario
{
    /// <summary>Four systems, two of them found only by what the first tells.</summary>
    Plain,
    /// <summary>The first hands out so much that it is stored in pieces.</summary>
    MuchData,
    /// <summary>The first is away for one attempt and is tried again.</summary>
    Away,
    /// <summary>The first is down, is seen to be, and comes back.</summary>
    Down,
    /// <summary>What the person is known by is searched by nobody; the portal provides an e-mail address.</summary>
    Information,
    /// <summary>One more system, by hand.</summary>
    ByHand,
    /// <summary>The first fails after acting, or leaves a residue; staff ask again.</summary>
    Retry,
    /// <summary>Cancelled while information is awaited.</summary>
    Cancel,
}
