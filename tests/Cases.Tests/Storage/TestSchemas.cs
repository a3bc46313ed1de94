using DsrGateway.TestServers.Shared;
using Npgsql;

namespace DsrGateway.Cases.Storage;

/// <summary>An empty schema for each test in one database: a database for each would take most of the tests' time.</summary>
internal static class TestSchemas
{
    private static readonly Lazy<Task<string>> Database = new(SharedServers.CreateDatabaseAsync);

    /// <summary>Returns a connection string to an empty schema.</summary>
    public static async Task<string> CreateAsync()
    {
        var schema = $"t{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE SCHEMA {schema}");
        return new NpgsqlConnectionStringBuilder(await Database.Value) { SearchPath = schema }.ToString();
    }

    public static Task DropAsync(string connectionString) => ExecuteAsync($"DROP SCHEMA {new NpgsqlConnectionStringBuilder(connectionString).SearchPath} CASCADE");

    private static async Task ExecuteAsync(string sql) => await ExecuteAsync(await Database.Value, sql);

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Names made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
