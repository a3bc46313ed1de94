using DsrGateway.Bench.Running;
using DsrGateway.TestServers;

namespace DsrGateway.Bench.Servers;

/// <summary>A RabbitMQ of the scene's own, one node.</summary>
internal static class Brokers
{
    /// <returns>Where it listens, as amqp://...</returns>
    public static async Task<string> StartAsync(Scene scene)
    {
        var server = scene.Own(await RabbitServer.StartOwnAsync());
        foreach (var node in server.Nodes)
        {
            scene.Count("broker", node.ProcessId);
        }

        return await server.CreateVirtualHostAsync();
    }
}
