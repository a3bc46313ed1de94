using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Server.Tests;

/// <summary>Rows of one database: table, key, column, value as text.</summary>
public sealed class Rows : Dictionary<string, Dictionary<string, Dictionary<string, string?>>>
{
    public Rows() : base(StringComparer.Ordinal)
    {
    }

    public Rows(Rows other) : this()
    {
        foreach (var (table, rows) in other)
        {
            this[table] = rows.ToDictionary(row => row.Key, row => new Dictionary<string, string?>(row.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }
}

/// <summary>The databases behind the sample systems, one SQLite file each.</summary>
public sealed class SampleDatabases(string folder)
{
    /// <summary>Every sample system that has a database, as (controller, system).</summary>
    public static IReadOnlyList<(string Controller, string System)> Systems { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(MatrixCase.Samples, "systems"), "schema.sql", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Select(system => (Path.GetFileName(Path.GetDirectoryName(system)!), Path.GetFileName(system)))
            .Order()];

    public string Connection(string controller, string system) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, $"{controller}.{system}.db"), Pooling = false }.ToString();

    public void Create()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        foreach (var (controller, system) in Systems)
        {
            Execute(controller, system, $"PRAGMA journal_mode=WAL; BEGIN; {Text(controller, system, "schema.sql")}{Text(controller, system, "people.sql")}COMMIT;");
        }
    }

    /// <summary>Everything as the sample has it; the files stay, for the adapter has them open.</summary>
    public void Reset(string controller)
    {
        foreach (var (_, system) in Systems.Where(s => s.Controller == controller))
        {
            var deletes = string.Concat(Tables(controller, system).Concat(OfTheAdapter(controller, system)).Select(table => $"DELETE FROM \"{table}\";"));
            Execute(controller, system, $"PRAGMA foreign_keys=OFF; BEGIN; {deletes}{Text(controller, system, "people.sql")}COMMIT;");
        }
    }

    public Dictionary<string, Rows> Read(string controller) =>
        Systems.Where(s => s.Controller == controller).ToDictionary(s => s.System, s => Read(controller, s.System), StringComparer.Ordinal);

    /// <summary>What an import or the product itself does.</summary>
    public void Change(string controller, string system, string sql) => Execute(controller, system, sql);

    public string? Cell(string controller, string system, string sql) => Query(controller, system, sql).Single().Values.Single();

    private Rows Read(string controller, string system)
    {
        var all = new Rows();
        foreach (var table in Tables(controller, system))
        {
            var key = Query(controller, system, $"SELECT name FROM pragma_table_info('{table}') WHERE pk = 1").Single()["name"]!;
            all[table] = Query(controller, system, $"SELECT * FROM \"{table}\"").ToDictionary(row => row[key]!, StringComparer.Ordinal);
        }

        return all;
    }

    private IEnumerable<string> OfTheAdapter(string controller, string system) =>
        Query(controller, system, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'dsr_kept%'").Select(row => row["name"]!);

    // The adapter's own tables are not the system's.
    private IEnumerable<string> Tables(string controller, string system) =>
        Query(controller, system, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'dsr_%'").Select(row => row["name"]!);

    private static string Text(string controller, string system, string file) =>
        File.ReadAllText(Path.Combine(MatrixCase.Samples, "systems", controller, system, file));

#pragma warning disable CA2100 // The samples' own SQL, and names read from their schema.
    private void Execute(string controller, string system, string sql)
    {
        using var connection = Open(controller, system);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<Dictionary<string, string?>> Query(string controller, string system, string sql)
    {
        using var connection = Open(controller, system);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture), StringComparer.Ordinal));
        }

        return rows;
    }
#pragma warning restore CA2100

    private SqliteConnection Open(string controller, string system)
    {
        var connection = new SqliteConnection(Connection(controller, system));
        connection.Open();
        return connection;
    }
}
