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
    private readonly Caretaker? _caretaker;
    private readonly string? _folder;
    private readonly string? _bin;
    private readonly string? _data;
    private readonly string? _options;
    private int _databases;

    internal PostgresServer(string connection) => ConnectionString = connection;

    private PostgresServer(string connection, Caretaker caretaker, string bin, string folder, string data, string options)
        : this(connection)
    {
        (_caretaker, _bin, _folder, _data, _options) = (caretaker, bin, folder, data, options);
        WatchOver();
    }

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
        var caretaker = new Caretaker(folder);
        var data = wanted?.DataFolder ?? Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(folder, "chown", ["postgres", folder, data]);
        }

        await ServerAsync(folder, bin, "initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        for (var attempt = 1; ; attempt++)
        {
            var port = Ports.Free(1)[0];
            var options = string.Create(
                CultureInfo.InvariantCulture,
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=on -c max_connections=200{string.Concat(wanted?.Settings.Select(s => $" -c {s}") ?? [])}");
            try
            {
                await ServerAsync(folder, bin, "pg_ctl", ["-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", options, "start"]);
                return new PostgresServer($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=15", caretaker, bin, folder, data, options);
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

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _caretaker?.Dispose();
        return ValueTask.CompletedTask;
    }

    // Test hosts are killed, not asked. "Immediately" is how PostgreSQL ends by this signal: it takes its children along.
    private void WatchOver() => _caretaker!.Watch(ProcessId, "QUIT");

    // PostgreSQL refuses to run as root.
    private static Task ServerAsync(string folder, string bin, string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync(folder, "runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. arguments])
        : RunAsync(folder, Path.Combine(bin, program), arguments);

    // Output goes nowhere: the server inherits the pipes and would keep them open. The folder's name is how the caretaker knows it.
    private static async Task RunAsync(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        start.Environment["DSR_TEST_SERVER_FOLDER"] = folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException(Missing);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments[0]} ended with {process.ExitCode}");
        }
    }
}
