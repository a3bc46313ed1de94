using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Servers;

/// <summary>A RabbitMQ of the scene's own: its ports, its data, its Erlang name server.</summary>
internal static class RabbitServer
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string NameServer = "/usr/bin/epmd";

    /// <returns>Where it listens, as amqp://...</returns>
    public static async Task<string> StartAsync(Scene scene, CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            throw new LeftOutException("RabbitMQ is missing: apt-get install rabbitmq-server");
        }

        var (names, port) = (Ports.Free(), Ports.Free());
        var folder = Directory.CreateDirectory(Path.Combine(scene.Folder, "rabbit")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins"), "[].", cancellation);
        // Started first: else the broker would leave one behind that nobody ends.
        await scene.StartAsync("broker", "epmd", NameServer, ["-d", "-port", $"{names}", "-address", "127.0.0.1"], null, "epmd running", cancellation);
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["ERL_EPMD_PORT"] = $"{names}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"bench{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{port}",
            ["RABBITMQ_DIST_PORT"] = $"{Ports.Free()}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "none"),
        };
        await scene.StartAsync("broker", "rabbit", Program, [], environment, "Server startup complete", cancellation);
        return $"amqp://guest:guest@127.0.0.1:{port}/";
    }
}
