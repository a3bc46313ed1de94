using System.Diagnostics;
using DotNet.Testcontainers.Configurations;

namespace DsrGateway.TestServers.Shared;

/// <summary>
/// The database and the broker that the tests of one process share. They end with the process. Tests that kill, freeze or fill a server
/// start one of their own, from Debian's packages (<see cref="PostgresServer"/>, <see cref="RabbitServer"/>).
/// </summary>
public static class SharedServers
{
    /// <summary>A file that the lines about the servers go to; a test host's own output is seen by nobody.</summary>
    private const string LinesFile = "DSR_TEST_SERVERS_LOG";

    private static readonly Lazy<Task<PostgresServer>> Postgres = new(StartPostgresAsync);
    private static readonly Lazy<Task<Func<Task<string>>>> Rabbit = new(StartRabbitAsync);

    /// <summary>A new, empty database; its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync() => await (await Postgres.Value).CreateDatabaseAsync();

    public static async Task DropDatabaseAsync(string connectionString) => await (await Postgres.Value).DropDatabaseAsync(connectionString);

    /// <summary>A new, empty virtual host: amqp://user:password@host:port/name.</summary>
    public static async Task<string> CreateVirtualHostAsync() => await (await Rabbit.Value)();

    private static ServerSource Source(string given) =>
        ServerSources.Choose(given, Environment.GetEnvironmentVariable, () => TestcontainersSettings.OS.DockerEndpointAuthConfig is not null);

    private static async Task<PostgresServer> StartPostgresAsync()
    {
        var (source, since) = (Source(PostgresServer.Given), Stopwatch.GetTimestamp());
        var server = source == ServerSource.Containers ? new PostgresServer(await PostgresContainer.StartAsync()) : await PostgresServer.StartAsync(source);
        Tell($"PostgreSQL {await server.VersionAsync()}", source, since);
        return server;
    }

    private static async Task<Func<Task<string>>> StartRabbitAsync()
    {
        var (source, since) = (Source(RabbitServer.Given), Stopwatch.GetTimestamp());
        if (source == ServerSource.Containers)
        {
            var container = await RabbitContainer.StartAsync();
            Tell($"RabbitMQ {await container.VersionAsync()}", source, since);
            return container.CreateVirtualHostAsync;
        }

        var server = source == ServerSource.Environment ? RabbitServer.FromEnvironment() : await RabbitServer.StartOwnAsync();
        Tell($"RabbitMQ {server.Version}", source, since);
        return server.CreateVirtualHostAsync;
    }

    private static void Tell(string server, ServerSource source, long since)
    {
        var from = source switch
        {
            ServerSource.Environment => "given by the environment",
            ServerSource.Containers => $"in container {Containers.LastName}",
            _ => "from Debian's package",
        };
        var line = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(Environment.ProcessPath)} {Environment.ProcessId}: {server} {from}, ready after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
        Console.Error.WriteLine(line);
        if (Environment.GetEnvironmentVariable(LinesFile) is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + Environment.NewLine);
        }
    }
}
