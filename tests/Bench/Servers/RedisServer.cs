using DsrGateway.Bench.Running;

namespace DsrGateway.Bench.Servers;

/// <summary>A Redis of the scene's own, with an append-only file.</summary>
internal static class RedisServer
{
    private const string Program = "/usr/bin/redis-server";

    /// <param name="fsync">"always" or "everysec".</param>
    /// <returns>The port.</returns>
    public static async Task<int> StartAsync(Scene scene, string fsync, CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            throw new LeftOutException("Redis is missing: apt-get install redis-server");
        }

        var port = Ports.Free();
        var folder = Directory.CreateDirectory(Path.Combine(scene.Folder, "redis")).FullName;
        string[] settings =
            ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", fsync];
        await scene.StartAsync("database", "redis", Program, settings, null, "Ready to accept connections", cancellation);
        return port;
    }
}
