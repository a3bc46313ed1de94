namespace DsrGateway.TestServers;

/// <summary>Copies of a running server, and going back to one.</summary>
public sealed partial class PostgresServer
{
    /// <summary>A base copy with the log that it needs, into a folder that does not exist yet beside the data.</summary>
    public Task CopyAsync(string name) =>
        ServerAsync(_folder!, _bin!, "pg_basebackup", ["-h", "127.0.0.1", "-p", Port, "-U", "postgres", "-D", CopyFolder(name), "-X", "stream", "-c", "fast"]);

    /// <summary>What was written since the copy never happened.</summary>
    public async Task GoBackAsync(string name)
    {
        await KillAsync();
        foreach (var entry in new DirectoryInfo(DataFolder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        // As it is, owner and all.
        await RunAsync(_folder!, "cp", ["-a", CopyFolder(name) + "/.", DataFolder]);
        await RestartAsync();
    }

    private string Port => new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string CopyFolder(string name) => Path.Combine(_folder!, name);
}
