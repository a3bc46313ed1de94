using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DsrGateway.TestKit;
using DsrGateway.TestServers.Shared;
using Npgsql;

namespace DsrGateway.Server.Distributed.Tests;

/// <summary>One PostgreSQL and one RabbitMQ for the test process; schemas and queues of its own for each test.</summary>
internal sealed class DistributedEngine : ITestEngine
{
    private readonly Lazy<Task<string>> _database = new(SharedServers.CreateDatabaseAsync);
    private readonly Lazy<Task<string>> _broker = new(SharedServers.CreateVirtualHostAsync);
    private readonly ConcurrentDictionary<string, Lazy<Task<Place>>> _places = new();

    [ModuleInitializer]
    internal static void Use() => TestGateway.Engine = new DistributedEngine();

    public async Task<IReadOnlyList<string>> SettingsAsync(TempFolder folder)
    {
        var place = await _places.GetOrAdd(folder.Path, _ => new Lazy<Task<Place>>(MakeAsync)).Value;
        return
        [
            "--Cases:Engine=Distributed", $"--Cases:Distributed:Database={place.Database}", $"--Cases:Distributed:KeyDatabase={place.KeyDatabase}",
            $"--Cases:Distributed:Broker={place.Broker}", $"--Cases:Distributed:QueuePrefix={place.QueuePrefix}",
        ];
    }

    public async Task ReleaseAsync(TempFolder folder)
    {
        if (_places.TryRemove(folder.Path, out var made))
        {
            var place = await made.Value;
            await ExecuteAsync($"DROP SCHEMA {Schema(place.Database)} CASCADE; DROP SCHEMA {Schema(place.KeyDatabase)} CASCADE");
        }
    }

    private async Task<Place> MakeAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await _database.Value);
        var (cases, keys) = ($"c{Guid.NewGuid():N}", $"k{Guid.NewGuid():N}");
        await ExecuteAsync($"CREATE SCHEMA {cases}; CREATE SCHEMA {keys}");
        database.SearchPath = cases;
        var ofCases = database.ToString();
        database.SearchPath = keys;
        return new Place(ofCases, database.ToString(), await _broker.Value, $"{cases}.");
    }

    private static string? Schema(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).SearchPath;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await _database.Value);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Names made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Place(string Database, string KeyDatabase, string Broker, string QueuePrefix);
}
