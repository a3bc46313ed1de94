using DsrGateway.Bench.Running;
using DsrGateway.TestServers;
using Npgsql;

namespace DsrGateway.Bench.Servers;

/// <summary>A PostgreSQL of the scene's own: fsync and synchronous_commit on, as it comes.</summary>
internal static class Databases
{
    public static async Task<PostgresServer> StartAsync(Scene scene, CancellationToken cancellation)
    {
        var server = scene.Own(await PostgresServer.StartAsync());
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellation);
        // The backend that answers is a child of the server, and the server is what is counted, with all its children.
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        scene.Count("database", ProcessTimes.ParentOf((int)(await command.ExecuteScalarAsync(cancellation))!));
        return server;
    }

    public static async Task<bool> HasTablesAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema'))", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
