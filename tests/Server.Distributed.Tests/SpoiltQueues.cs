using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.V1;
using RabbitMQ.Client;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>One queue that RabbitMQ does not serve.</summary>
public class SpoiltQueues
{
    [Fact]
    public async Task It_holds_up_its_own_system_alone_and_is_listened_to_when_it_is_put_right()
    {
        await using var world = await World.PrepareAsync();
        var settings = await TestGateway.Engine!.SettingsAsync(world.Folder);
        await using var connection = await new ConnectionFactory { Uri = new Uri(Value(settings, "Broker").Split(',')[0]) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = Value(settings, "QueuePrefix") + "step.test.mail";
        // Of another kind than the gateway's, so it cannot be declared.
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await world.StartGatewayAsync(World.Quick);

        var opened = (await world.Cases.SubmitCaseAsync(new SubmitCaseRequest { NewCase = World.NewCase() })).Case;
        var found = await world.Cases.WaitForAsync(opened.CaseId, c => c.Steps.Any(s => s.SystemId == "crm" && s.State == StepState.Ended));
        Assert.NotEqual(CaseState.Closed, found.State);
        Assert.Empty(world.Two.Calls);

        await channel.QueueDeleteAsync(queue);
        await world.Cases.WaitForAsync(opened.CaseId, c => c.State == CaseState.Closed, TimeSpan.FromSeconds(120));
        Assert.Single(world.Two.Calls);
    }

    private static string Value(IReadOnlyList<string> settings, string name)
    {
        var start = $"--Cases:Distributed:{name}=";
        return settings.Single(s => s.StartsWith(start, StringComparison.Ordinal))[start.Length..];
    }
}
