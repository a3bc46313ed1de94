using Microsoft.Data.Sqlite;

namespace DsrGateway.Demo;

/// <summary>The sample systems as SQLite files, loaded anew for every demo.</summary>
internal sealed class SampleSystems(string folder)
{
    /// <summary>Every system that deploy/samples has a schema for, as (controller, system).</summary>
    public static IReadOnlyList<(string Controller, string System)> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Samples, "systems"), "schema.sql", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(f)!)
            .Select(f => (Path.GetFileName(Path.GetDirectoryName(f)!), Path.GetFileName(f)))
            .Order()];

    public static string Map(string controller, string system) => Path.Combine(Repository.Samples, "systems", controller, system, "map.yaml");

    public string File(string controller, string system) => Path.Combine(folder, $"{controller}.{system}.db");

    public void Load()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        foreach (var (controller, system) in All)
        {
            var source = Path.Combine(Repository.Samples, "systems", controller, system);
            Run(controller, system, $"""
                PRAGMA journal_mode=WAL;
                BEGIN;
                {System.IO.File.ReadAllText(Path.Combine(source, "schema.sql"))}
                {System.IO.File.ReadAllText(Path.Combine(source, "people.sql"))}
                COMMIT;
                """);
        }
    }

    /// <summary>Writes into a system as its own programs would.</summary>
    public void Run(string controller, string system, string sql)
    {
        using var connection = Open(controller, system);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Looks into a system behind the gateway's back.</summary>
    public IReadOnlyList<string> Read(string controller, string system, string sql)
    {
        using var connection = Open(controller, system);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                values.Add(reader.IsDBNull(column) ? "" : reader.GetValue(column).ToString() ?? "");
            }
        }

        return values;
    }

    public long Count(string controller, string system, string sql) =>
        long.Parse(Read(controller, system, $"SELECT count(*) FROM {sql}")[0], System.Globalization.CultureInfo.InvariantCulture);

    private SqliteConnection Open(string controller, string system)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File(controller, system), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
