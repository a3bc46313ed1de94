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

    /// <summary>
    /// Gives a file its name unless another has it, in one step; then the other stands, and the answer is false. File.Move looks first
    /// and renames after, which on Unix lets a second mover overwrite the first.
    /// </summary>
    public static bool MoveUnlessThere(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(from, to);
                return true;
            }
            catch (IOException) when (File.Exists(to))
            {
                File.Delete(from);
                return false;
            }
        }

        var isMoved = Link(from, to) == 0;
        File.Delete(from);
        return isMoved || File.Exists(to) ? isMoved : throw new IOException($"{to} cannot be made.");
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
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
