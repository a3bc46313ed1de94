using System.Diagnostics;
using System.Globalization;
using DsrGateway.Demo;
using Npgsql;

namespace DsrGateway.Up;

/// <summary>PostgreSQL with two databases, each with a user of its own who cannot see the other.</summary>
internal sealed class Postgres(string folder, Processes processes)
{
    private const string Missing = "PostgreSQL is missing: apt-get install postgresql";

    private static readonly string Bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() ?? ""
        : "";

    private string Data => Path.Combine(folder, "postgres");

    public string Cases => Connection("dsr_cases", processes.State.CasesPassword);

    public string Keys => Connection("dsr_keys", processes.State.KeysPassword);

    public async Task EnsureAsync()
    {
        if (Bin.Length == 0)
        {
            throw new DemoException(Missing);
        }

        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await InitialiseAsync();
        }

        var port = processes.State.PostgresPort.ToString(CultureInfo.InvariantCulture);
        processes.Ensure("postgres", [.. AsServer, Path.Combine(Bin, "postgres"), "-D", Data, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={Data}", "-c", "max_connections=200"]);
        await processes.ListensAsync("postgres", "127.0.0.1", processes.State.PostgresPort);
        await CreateAsync("dsr_cases", processes.State.CasesPassword);
        await CreateAsync("dsr_keys", processes.State.KeysPassword);
    }

    // PostgreSQL refuses to run as root; setpriv becomes the program, so the process id is PostgreSQL's.
    private static string[] AsServer => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private string Connection(string name, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = processes.State.PostgresPort,
        Username = name,
        Password = password,
        Database = name,
    }.ToString();

    private async Task InitialiseAsync()
    {
        Directory.CreateDirectory(Data);
        var password = Path.Combine(folder, "postgres.password");
        await File.WriteAllTextAsync(password, processes.State.PostgresPassword + "\n");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", Data, password);
        }

        await RunAsync([.. AsServer, Path.Combine(Bin, "initdb"), "-D", Data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8"]);
        File.Delete(password);
    }

    private async Task CreateAsync(string name, string password)
    {
        var connection = new NpgsqlConnectionStringBuilder(Connection("postgres", processes.State.PostgresPassword)) { Database = "postgres", Pooling = false }.ToString();
        await using var database = new NpgsqlConnection(connection);
        await OpenAsync(database);
        await using var look = new NpgsqlCommand($"SELECT count(*) FROM pg_database WHERE datname = '{name}'", database);
        if ((long)(await look.ExecuteScalarAsync())! == 1)
        {
            return;
        }

        foreach (var sql in (string[])[$"DROP ROLE IF EXISTS {name}", $"CREATE ROLE {name} LOGIN PASSWORD '{password}'", $"CREATE DATABASE {name} OWNER {name}", $"REVOKE ALL ON DATABASE {name} FROM PUBLIC"])
        {
            await using var command = new NpgsqlCommand(sql, database);
            await command.ExecuteNonQueryAsync();
        }
    }

    // It listens a moment before it takes connections.
    private static async Task OpenAsync(NpgsqlConnection database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await database.OpenAsync();
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow && attempt < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new DemoException($"{string.Join(' ', command)}:\n{await error}");
        }
    }
}
