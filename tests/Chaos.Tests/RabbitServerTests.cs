using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Tests;

public class RabbitServerTests
{
    [Fact]
    public async Task A_node_comes_back_with_what_it_had()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync();
        var host = await rabbit.CreateVirtualHostAsync();
        var node = Assert.Single(rabbit.Nodes);

        await node.KillAsync();
        Assert.False(node.Lives);
        await RabbitServer.RestartAsync(node);

        Assert.Equal(1, await rabbit.SeenNodesAsync());
        Assert.Empty(await rabbit.QueuesAsync(host));
    }

    [Fact]
    public async Task A_node_that_gave_up_a_queue_serves_it_again_when_it_is_revived()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync();
        var node = Assert.Single(rabbit.Nodes);
        var host = await rabbit.CreateVirtualHostAsync();
        await rabbit.DeclareQuorumQueueAsync(host, "steps");
        Assert.DoesNotContain("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);
        await rabbit.GiveUpQueueAsync(node, host, "steps");
        Assert.Contains("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);

        await rabbit.ReviveAsync();

        Assert.DoesNotContain("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_whose_members_were_all_given_up_stays_and_is_served_again()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync(new RabbitOptions { Nodes = 3 });
        var host = await rabbit.CreateVirtualHostAsync();
        await rabbit.DeclareQuorumQueueAsync(host, "steps");
        foreach (var node in rabbit.Nodes)
        {
            await rabbit.GiveUpQueueAsync(node, host, "steps");
        }

        Assert.Contains("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);

        await rabbit.ReviveAsync();

        Assert.Equal((0, 0), (rabbit.Replaced, rabbit.Deleted));
        Assert.DoesNotContain("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_cannot_be_started_any_more_goes_and_can_be_declared_again()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync();
        var node = Assert.Single(rabbit.Nodes);
        var host = await rabbit.CreateVirtualHostAsync();
        await rabbit.DeclareQuorumQueueAsync(host, "steps");
        await node.KillAsync();
        foreach (var description in Directory.GetFiles(node.DataFolder, "config", SearchOption.AllDirectories).Where(f => f.Contains("quorum", StringComparison.Ordinal)))
        {
            // What a full disk leaves of it.
            await File.WriteAllTextAsync(description, "#{");
        }

        await rabbit.ReviveAsync();

        Assert.Equal(1, rabbit.Deleted);
        await rabbit.DeclareQuorumQueueAsync(host, "steps");
        Assert.DoesNotContain("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_cannot_be_started_any_more_is_replaced_and_the_queue_stays()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync(new RabbitOptions { Nodes = 3 });
        var node = rabbit.Nodes[0];
        var host = await rabbit.CreateVirtualHostAsync();
        await rabbit.DeclareQuorumQueueAsync(host, "steps");
        await rabbit.LoseMemberAsync(node, host, "steps");
        Assert.Contains("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);

        await rabbit.ReviveAsync();

        Assert.Equal((1, 0), (rabbit.Replaced, rabbit.Deleted));
        Assert.DoesNotContain("noproc", await rabbit.DescribeQueueAsync(host, "steps"), StringComparison.Ordinal);
    }
}
