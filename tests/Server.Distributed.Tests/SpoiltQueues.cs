using System.Diagnostics;
using DsrGateway.Server.Tests;
using DsrGateway.TestKit;
using DsrGateway.TestServers;
using DsrGateway.V1;
using Npgsql;
using RabbitMQ.Client;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>One queue that RabbitMQ does not serve.</summary>
public class SpoiltQueues
{
    [Fact]
    public async Task It_holds_up_its_own_system_alone_and_is_listened_to_when_it_is_put_right()
    {
        await using var world = await World.PrepareAsync(World.Controller.Replace("[customer_number]", "[email]", StringComparison.Ordinal));
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
        await AreLeftAsync(Value(settings, "Database"), """["mail"]""");

        await channel.QueueDeleteAsync(queue);
        await world.Cases.WaitForAsync(opened.CaseId, c => c.State == CaseState.Closed, TimeSpan.FromSeconds(120));
        Assert.Single(world.Two.Calls);
    }

    /// <summary>Whoever sends to it loses the connection for all others too, so it must not be tried for each of its cases.</summary>
    [Fact]
    public async Task Nor_does_one_that_lost_its_process_though_whoever_uses_it_loses_the_connection()
    {
        await using var rabbit = await RabbitServer.StartOwnAsync();
        var host = await rabbit.CreateVirtualHostAsync();
        await using var world = await World.PrepareAsync();
        string[] settings = [.. World.Quick, $"--Cases:Distributed:Broker={host}"];
        await world.StartGatewayAsync(settings);
        var queue = Value(await TestGateway.Engine!.SettingsAsync(world.Folder), "QueuePrefix") + "step.test.mail";
        await world.Gateway.DisposeAsync();
        await rabbit.LoseMemberAsync(Assert.Single(rabbit.Nodes), host, queue);
        await world.StartGatewayAsync(settings);

        var opened = (await Task.WhenAll(Enumerable.Range(0, 20).Select(portal => OpenAsync(world, portal, cases: 100)))).SelectMany(cases => cases).ToArray();

        Assert.Empty(world.Two.Calls);
        await rabbit.ReviveAsync();
        foreach (var one in opened)
        {
            await world.Cases.WaitForAsync(one.CaseId, c => c.State == CaseState.Closed, TimeSpan.FromSeconds(120));
        }

        Assert.Equal(opened.Length, world.Two.Calls.Select(c => c.Context.OperationId).Distinct().Count());
    }

    /// <summary>One case after the other, each as soon as crm has done its part in the last.</summary>
    private static async Task<IReadOnlyList<Case>> OpenAsync(World world, int portal, int cases)
    {
        var opened = new List<Case>();
        while (opened.Count < cases)
        {
            opened.Add(await world.Cases.SubmitAsync(World.NewCase(email: $"p{portal}.{opened.Count}@example.fi")));
            await world.Cases.WaitForAsync(opened[^1].CaseId, c => c.Steps.Any(s => s.SystemId == "crm" && s.State == StepState.Ended));
        }

        return opened;
    }

    /// <summary>Waits until only these are still to be asked, so that crm is not asked again and again.</summary>
    private static async Task AreLeftAsync(string database, string systems)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT system_ids FROM fan_outs", connection);
        var waiting = Stopwatch.StartNew();
        while (await command.ExecuteScalarAsync() is var left && left as string != systems)
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(60), $"{left} are left to ask.");
            await Task.Delay(50);
        }
    }

    private static string Value(IReadOnlyList<string> settings, string name)
    {
        var start = $"--Cases:Distributed:{name}=";
        return settings.Single(s => s.StartsWith(start, StringComparison.Ordinal))[start.Length..];
    }
}
