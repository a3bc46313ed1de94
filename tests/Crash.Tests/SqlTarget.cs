using System.Diagnostics;
using DsrGateway.Adapters.Sql;
using DsrGateway.TestKit;
using Microsoft.Data.Sqlite;

namespace DsrGateway.Crash.Tests;

/// <summary>A customer database whose own triggers count the effects on it, and the SQL adapter's process in front of it.</summary>
internal sealed class SqlTarget : IDisposable
{
    private const string Tables = """
        CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL, marketing INTEGER NOT NULL);
        CREATE TABLE effects (what TEXT NOT NULL);
        CREATE TRIGGER erased AFTER DELETE ON customer BEGIN INSERT INTO effects VALUES ('erased ' || old.id); END;
        CREATE TRIGGER objected AFTER UPDATE ON customer BEGIN INSERT INTO effects VALUES ('objected ' || old.id); END;
        INSERT INTO customer VALUES (1, 'maija@example.fi', 'Maija Mäkinen', 1), (2, 'liisa@example.fi', 'Liisa Åberg', 1);
        """;

    private const string Map = """
        dataset:
          - fides_key: crm
            name: Customers
            collections:
              - name: customer
                data_categories: [user]
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                  - { name: name, data_categories: [user.name] }
                  - { name: marketing, data_categories: [user.consent] }
        dsr:
          product: Customers
          subjects: [customer]
          identifiers: [{ type: email, unique: true }]
          erasure: { collections: [] }
          purposes:
            - purpose: direct_marketing
              do: [{ set: customer, columns: { marketing: 0 } }]
        """;

    private readonly TempFolder _folder = new();
    private readonly string _connection;
    private Process? _process;
    private Guard? _guard;

    public SqlTarget()
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = $"Data Source={_folder["crm.db"]};Pooling=False";
        Query(Tables);
        File.WriteAllText(_folder["crm.yml"], Map);
        File.WriteAllText(_folder["settings.yml"], $"systems: [{{ system_id: crm, provider: sqlite, connection: '{_connection}', map: crm.yml }}]");
        _guard = new Guard(_folder.Path);
    }

    public string Address { get; private set; } = "http://127.0.0.1:0";

    public bool IsSpent => File.ReadAllText(_folder["failpoint"]).Length == 0;

    public IReadOnlyList<string> Effects => Query("SELECT what FROM effects");

    public void Arm(string failpoint) => File.WriteAllText(_folder["failpoint"], failpoint);

    /// <summary>Starts the adapter, the second time at the address of the first.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SqlAdapterOptions).Assembly.Location, "--settings", _folder["settings.yml"], "--Adapter:Address", Address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DSR_FAILPOINT_FILE"] = _folder["failpoint"];
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process?.Dispose();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The adapter ended before it listened."));
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
            {
                address.TrySetResult(line.Data[at..].Trim());
            }
        };
        _process.Start();
        _guard!.Watch(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await address.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async Task<int> ExitedAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        // The guard kills what it watches and removes the folder.
        _guard!.Dispose();
        _process?.Dispose();
        Directory.CreateDirectory(_folder.Path);
        _folder.Dispose();
    }

    private List<string> Query(string sql)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
