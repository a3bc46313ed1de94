using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DsrGateway.Cases.Protecting;

/// <summary>A new file's name is durable only when its folder was flushed too; .NET has no call for that.</summary>
internal static partial class FolderSync
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            FlushUnix(folder);
        }
    }

    /// <summary>Gives a whole file a second name in one step, unless that name is taken.</summary>
    public static void LinkUnlessThere(string file, string name)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            LinkUnix(file, name);
        }
        else if (!File.Exists(name))
        {
            File.Copy(file, name, overwrite: false);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void LinkUnix(string file, string name)
    {
        if (Link(file, name) != 0 && !File.Exists(name))
        {
            throw new IOException($"{name} cannot be made.");
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void FlushUnix(string folder)
    {
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{folder} cannot be opened.");
        }

        var failed = Fsync(descriptor) != 0;
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"{folder} cannot be flushed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
