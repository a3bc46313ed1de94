using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Tests;

public class RabbitServerTests
{
    [Fact]
    public async Task A_node_comes_back_with_what_it_had()
    {
        await using var rabbit = await RabbitServer.StartAsync();
        var host = await rabbit.CreateVirtualHostAsync();
        if (rabbit.Nodes is not [var node])
        {
            // DSR_TEST_RABBITMQ names a broker that is not ours to kill.
            return;
        }

        await node.KillAsync();
        Assert.False(node.Lives);
        await RabbitServer.RestartAsync(node);

        Assert.Equal(1, await rabbit.SeenNodesAsync());
        Assert.Empty(await rabbit.QueuesAsync(host.Split('/')[^1]));
    }
}
