using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Variants;

/// <summary>One way to carry out the measured case.</summary>
internal interface IVariant
{
    string Name { get; }

    /// <summary>By which contract cases are handed in: "gateway" or "peer".</summary>
    string Contract { get; }

    /// <summary>Starts it on the scene, so that it serves at the scene's address.</summary>
    /// <exception cref="LeftOutException">It cannot be measured here.</exception>
    Task StartAsync(Scene scene, CancellationToken cancellation);
}
