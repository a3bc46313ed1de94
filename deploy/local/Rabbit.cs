using System.Globalization;
using DsrGateway.TestServers;

namespace DsrGateway.Up;

/// <summary>RabbitMQ, one node or a cluster of three.</summary>
internal sealed class Rabbit(string folder, Processes processes)
{
    private const string VirtualHost = "dsr";

    private readonly RabbitOptions _options = new() { Nodes = processes.State.Nodes, VirtualHost = VirtualHost, TickTime = TimeSpan.FromSeconds(60) };

    private RabbitSetup Setup => new(Path.Combine(folder, "rabbitmq"), _options, processes.State.Rabbit);

    public string Address => $"{Setup.Address}/{VirtualHost}";

    public async Task EnsureAsync()
    {
        var setup = Setup;
        var nodes = Enumerable.Range(0, _options.Nodes).Select(i => (Index: i, Name: string.Create(CultureInfo.InvariantCulture, $"rabbitmq{i + 1}"))).ToList();
        if (processes.Ensure("epmd", ["epmd"], setup.Environment()) || nodes.Any(n => !processes.Runs(n.Name)))
        {
            setup.Write();
        }

        foreach (var (index, name) in nodes)
        {
            processes.Ensure(name, ["erl", .. setup.ArgumentsOf(index)], setup.EnvironmentOf(index));
        }

        await Task.WhenAll(nodes.Select(n => processes.ListensAsync(n.Name, setup.AddressOf(n.Index), setup.Ports[n.Index])));
    }
}
