namespace DsrGateway.Chaos.Cluster;

/// <summary>The wall clock of one process, moved by libfaketime; the monotonic clock stays true.</summary>
internal sealed class FakeClock
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    private readonly string _file;

    private FakeClock(string file)
    {
        _file = file;
        Set(TimeSpan.Zero);
    }

    public static FakeClock? For(string name, string folder, Dictionary<string, string> environment)
    {
        if (Library is null)
        {
            return null;
        }

        var file = Path.Combine(folder, name + ".clock");
        environment["LD_PRELOAD"] = Library;
        environment["FAKETIME_TIMESTAMP_FILE"] = file;
        environment["FAKETIME_CACHE_DURATION"] = "1";
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        return new FakeClock(file);
    }

    /// <summary>Moves it this far from the true time.</summary>
    public void Set(TimeSpan offset)
    {
        var next = _file + ".new";
        File.WriteAllText(next, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)offset.TotalSeconds:+0;-0}\n"));
        File.Move(next, _file, overwrite: true);
    }
}
