using System.Globalization;
using Npgsql;

namespace DsrGateway.TestServers;

/// <summary>What can befall it: only where it was started here.</summary>
public sealed partial class PostgresServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The postmaster's process id.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(DataFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Started here, so that it can be broken.</summary>
    public bool IsOwn => _data is not null;

    public string DataFolder => _data ?? throw new InvalidOperationException("This PostgreSQL was given; nothing may befall it.");

    public string Log => Path.Combine(_folder!, "log");

    /// <summary>SIGKILL to the postmaster. Its children see it and end; until they have, it cannot start again.</summary>
    public async Task KillAsync()
    {
        var postmaster = ProcessId;
        int[] all = [postmaster, .. ChildrenOf(postmaster)];
        Signals.KillNow(postmaster);
        using var timeout = new CancellationTokenSource(Patience);
        while (all.Any(Signals.Lives))
        {
            await Task.Delay(LookAgain, timeout.Token);
        }
    }

    /// <summary>SIGKILL to one process that serves a connection: the postmaster ends all others and recovers. False if there is none.</summary>
    public async Task<bool> KillBackendAsync(Random random)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid", connection);
        var backends = new List<int>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                backends.Add(reader.GetInt32(0));
            }
        }

        if (backends.Count > 0)
        {
            Signals.KillNow(backends[random.Next(backends.Count)]);
        }

        return backends.Count > 0;
    }

    /// <summary>Stops it in good order; "immediate" is like a crash of the machine.</summary>
    public Task StopAsync(string mode = "fast") => ServerAsync(_folder!, _bin!, "pg_ctl", ["-D", DataFolder, "-w", "-m", mode, "stop"]);

    /// <summary>Starts it again: same port, same data.</summary>
    public async Task RestartAsync()
    {
        ForgetTheDead();
        await ServerAsync(_folder!, _bin!, "pg_ctl", ["-D", DataFolder, "-w", "-t", "60", "-l", Log, "-o", _options!, "start"]);
        WatchOver();
    }

    /// <summary>Starts it if it died, as of a full disk, or is about to; then waits until it takes connections.</summary>
    public async Task ReviveAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        do
        {
            if (!File.Exists(Path.Combine(DataFolder, "postmaster.pid")) || !Signals.Lives(ProcessId))
            {
                await RestartAsync();
            }
        }
        while (!await TakesConnectionsAsync(timeout.Token));
    }

    /// <summary>Waits until it takes connections.</summary>
    public async Task IsUpAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!await TakesConnectionsAsync(timeout.Token))
        {
        }
    }

    private async Task<bool> TakesConnectionsAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (NpgsqlException) when (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(LookAgain, cancellation);
            return false;
        }
    }

    /// <summary>The postmaster and its children.</summary>
    public IReadOnlyList<int> Processes() => [ProcessId, .. ChildrenOf(ProcessId)];

    // Where nobody reaps orphans, as in a container, the dead postmaster's id still answers, and PostgreSQL takes it for a living one.
    private void ForgetTheDead()
    {
        if (File.Exists(Path.Combine(DataFolder, "postmaster.pid")) && !Signals.Lives(ProcessId))
        {
            File.Delete(Path.Combine(DataFolder, "postmaster.pid"));
            foreach (var locked in Directory.GetFiles(_folder!, ".s.PGSQL.*.lock"))
            {
                File.Delete(locked);
            }
        }
    }

    private static List<int> ChildrenOf(int parent) =>
        [.. Directory.GetDirectories("/proc", "*").Select(Path.GetFileName).Where(n => int.TryParse(n, CultureInfo.InvariantCulture, out _))
            .Select(n => int.Parse(n!, CultureInfo.InvariantCulture)).Where(id => ParentOf(id) == parent)];

    private static int ParentOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}
