using System.Diagnostics;

namespace DsrGateway.Chaos.Cluster;

/// <summary>
/// The wall clock of one process, moved by a small library loaded before all others (wall-clock.c); the monotonic clock stays true.
/// Not libfaketime: under the load of a campaign its locks made every timed wait of .NET return at once, and cost a third of the processor.
/// </summary>
internal sealed class FakeClock
{
    private const string Compiler = "/usr/bin/tcc";
    private readonly string _file;

    private FakeClock(string file)
    {
        _file = file;
        Set(TimeSpan.Zero);
    }

    /// <summary>Null where the compiler is missing.</summary>
    public static FakeClock? For(string name, string folder, Dictionary<string, string> environment)
    {
        if (!File.Exists(Compiler))
        {
            return null;
        }

        var file = Path.Combine(folder, name + ".clock");
        environment["LD_PRELOAD"] = LibraryIn(folder);
        environment["WALL_CLOCK"] = file;
        return new FakeClock(file);
    }

    /// <summary>Moves it this far from the true time.</summary>
    public void Set(TimeSpan offset)
    {
        // In place: the process has the file in its memory.
        using var file = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(BitConverter.GetBytes((long)offset.TotalSeconds));
    }

    private static string LibraryIn(string folder)
    {
        var library = Path.Combine(folder, "wall-clock.so");
        if (!File.Exists(library))
        {
            using var compiling = Process.Start(Compiler, ["-shared", "-nostdlib", "-o", library, Path.Combine(AppContext.BaseDirectory, "wall-clock.c")]);
            compiling.WaitForExit();
            if (compiling.ExitCode != 0)
            {
                throw new InvalidOperationException("wall-clock.c does not compile.");
            }
        }

        return library;
    }
}
