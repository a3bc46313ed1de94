using System.Diagnostics;

namespace DsrGateway.Chaos.Cluster;

/// <summary>
/// Whether this process lives in a network, mount and process namespace of its own (see `./dev chaos`): then it may filter packets and mount small
/// disks, and all of it, every process too, is gone with it.
/// </summary>
internal static class OwnSpace
{
    public const string Variable = "DSR_CHAOS_OWN_SPACE";

    public static bool Here { get; } = Environment.GetEnvironmentVariable(Variable) == "1" && Environment.ProcessId == 1;

    /// <summary>Loopback is down in a new network namespace.</summary>
    public static Task PrepareAsync() => Here ? RunAsync("ip", "link", "set", "lo", "up") : Task.CompletedTask;

    /// <summary>A folder of that size in megabytes; an ordinary one where mounting is not ours to do.</summary>
    public static async Task<string> SmallDiskAsync(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        if (Here)
        {
            await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"size={megabytes}m"), "none", folder);
        }

        return folder;
    }

    /// <summary>Takes small disks away again.</summary>
    public static async Task ReleaseAsync(IEnumerable<string> folders)
    {
        foreach (var folder in Here ? folders.Where(Directory.Exists) : [])
        {
            await RunAsync("umount", "--lazy", folder);
        }
    }

    /// <summary>Lets other users pass through a folder, without reading it: servers run as a user of their own.</summary>
    public static void LetOthersThrough(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        }
    }

    public static bool Has(string program) => File.Exists($"/usr/bin/{program}") || File.Exists($"/usr/sbin/{program}");

    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
        }
    }
}
