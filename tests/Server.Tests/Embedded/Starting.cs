using DsrGateway.Server.Hosting;
using DsrGateway.TestKit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DsrGateway.Server.Tests.Embedded;

public class Starting
{
    /// <summary>What is sent to the in-memory bus before it has started is lost; a step sent so after a crash waited for its lease, over a minute.</summary>
    [Fact]
    public async Task Nothing_is_swept_before_the_bus_and_its_listeners_have_started()
    {
        await using var world = await World.StartAsync();

        var services = world.Gateway.Services.GetServices<IHostedService>().Select(s => s.GetType().Name).ToList();

        Assert.True(world.Gateway.Services.GetRequiredService<IOptions<MassTransitHostOptions>>().Value.WaitUntilStarted);
        Assert.InRange(services.IndexOf("BusHost"), 0, services.IndexOf("Listeners") - 1);
        Assert.InRange(services.IndexOf("Listeners"), 0, services.IndexOf("Reconciler") - 1);
    }

    [Theory]
    [InlineData("Cases:Distributed:Database", "--Cases:Engine=Distributed")]
    [InlineData("Cases:Distributed:BrokerFile", "--Cases:Engine=Distributed", "--Cases:Distributed:Database=Host=a", "--Cases:Distributed:KeyDatabase=Host=b", "--Cases:Distributed:BrokerFile=none")]
    [InlineData("Cases:Distributed:Broker", "--Cases:Engine=Distributed", "--Cases:Distributed:Database=Host=a", "--Cases:Distributed:KeyDatabase=Host=b", "--Cases:Distributed:Broker=rabbit:5672")]
    [InlineData("Cases:Engine", "--Cases:Engine=Quantum")]
    [InlineData("Gateway:Roles", "--Gateway:Roles=Api")]
    [InlineData("Gateway:Roles", "--Gateway:Roles=Cook")]
    public async Task A_setting_that_is_missing_or_wrong_is_named(string setting, params string[] settings)
    {
        await using var world = await World.PrepareAsync();

        var fault = await Assert.ThrowsAsync<Hosting.ConfigurationException>(() => world.StartGatewayAsync(settings));

        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_gateways_never_work_on_one_folder()
    {
        await using var world = await World.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => TestGateway.StartAsync(
            world.Folder, new Dictionary<string, string> { ["one"] = world.One.Address, ["two"] = world.Two.Address }));
    }
}
