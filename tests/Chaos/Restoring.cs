using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Cluster;
using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos;

/// <summary>C6: PostgreSQL goes back to an earlier copy while the broker keeps its messages; then the broker is emptied while PostgreSQL stays.</summary>
internal static class Restoring
{
    public static Task<Evidence> RunAsync(ChaosCluster cluster, History history, Action<string> tell) => throw new NotImplementedException();
}
