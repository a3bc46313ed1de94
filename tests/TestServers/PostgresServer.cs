using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace DsrGateway.TestServers;

/// <summary>
/// A PostgreSQL for tests, from Debian's package, on loopback, with a data folder of its own that goes when it stops. Durable (fsync on): tests
/// kill processes and look at what is left.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    /// <summary>The variable that names a given server.</summary>
    internal const string Given = "DSR_TEST_POSTGRES";

    private const string Missing = "PostgreSQL is missing: apt-get install postgresql";
    private readonly string? _folder;
    private readonly string? _bin;
    private readonly string? _data;
    private readonly string? _options;
    private int _databases;

    internal PostgresServer(string connection) => ConnectionString = connection;

    private PostgresServer(string connection, string bin, string folder, string data, string options)
        : this(connection) => (_bin, _folder, _data, _options) = (bin, folder, data, options);

    /// <summary>To the maintenance database.</summary>
    public string ConnectionString { get; }

    /// <summary>The one that the environment gives, or one of Debian's packages.</summary>
    internal static async Task<PostgresServer> StartAsync(Shared.ServerSource source) =>
        source == Shared.ServerSource.Environment ? new PostgresServer(Environment.GetEnvironmentVariable(Given)!) : await StartAsync();

    /// <summary>One of Debian's packages, which may be killed.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions? wanted = null)
    {
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order().LastOrDefault()
            : null;
        if (bin is null)
        {
            throw new InvalidOperationException(Missing);
        }

        var folder = Directory.CreateTempSubdirectory("dsr-pg-").FullName;
        var data = wanted?.DataFolder ?? Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", folder, data]);
        }

        await ServerAsync(bin, "initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        for (var attempt = 1; ; attempt++)
        {
            var port = Ports.Free(1)[0];
            var options = string.Create(
                CultureInfo.InvariantCulture,
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=on -c max_connections=200{string.Concat(wanted?.Settings.Select(s => $" -c {s}") ?? [])}");
            try
            {
                await ServerAsync(bin, "pg_ctl", ["-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", options, "start"]);
                WatchOver(bin, folder, data);
                return new PostgresServer($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=15", bin, folder, data, options);
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody else took the port in between.
            }
        }
    }

    /// <summary>A new, empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"dsr_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}_{Guid.NewGuid():N}");
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, MaxPoolSize = 10 }.ToString();
    }

    public async Task<string> VersionAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection.PostgreSqlVersion.ToString();
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        await using var own = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(own);
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            if (File.Exists(Path.Combine(DataFolder, "postmaster.pid")) && Signals.Lives(ProcessId))
            {
                await StopAsync("immediate");
            }

            Directory.Delete(_folder, recursive: true);
        }
    }

    // Test hosts are killed, not asked: a shell of its own waits for this process to end and clears up after it.
    private static void WatchOver(string bin, string folder, string data)
    {
        const string Script = "while kill -0 \"$1\" 2>/dev/null; do sleep 1; done; sh \"$2\" \"$3\" -D \"$5\" -m immediate stop; rm -rf \"$4\"";
        var asServer = Path.Combine(folder, "as-server");
        File.WriteAllText(asServer, Environment.IsPrivilegedProcess ? "#!/bin/sh\nexec runuser -u postgres -- \"$@\"\n" : "#!/bin/sh\nexec \"$@\"\n");
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])["-c", $"( {Script} ) >/dev/null 2>&1 </dev/null &", "sh", own, asServer, Path.Combine(bin, "pg_ctl"), folder, data])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start);
    }

    // PostgreSQL refuses to run as root.
    private static Task ServerAsync(string bin, string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. arguments])
        : RunAsync(Path.Combine(bin, program), arguments);

    // Output goes nowhere: the server inherits the pipes and would keep them open.
    private static async Task RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException(Missing);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[0]} ended with {process.ExitCode}");
        }
    }
}
