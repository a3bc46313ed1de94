using DsrGateway.Cases.Protecting;

namespace DsrGateway.Cases.BackingUp;

/// <summary>Files that only their owner can read, and that are on the disk when they are said to be.</summary>
internal static class BackupFolder
{
    /// <summary>An empty folder for the owner alone.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new BackupException($"{folder} is not empty; each backup has a folder of its own.");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static void WriteDurably(string path, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(path, content);
        Flush(path);
    }

    public static void Copy(string from, string to)
    {
        File.Copy(from, to);
        Flush(to);
    }

    public static void Flush(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
