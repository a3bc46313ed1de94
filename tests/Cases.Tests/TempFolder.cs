namespace DsrGateway.Cases;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dsr-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Copies what is on the disk now: what a process that dies this instant would leave.</summary>
    public void CopyTo(string target)
    {
        Directory.CreateDirectory(target);
        // The log after the database: it may then hold more than was there, never less.
        foreach (var file in Directory.GetFiles(Path).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var to = new FileStream(System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)), FileMode.Create);
            from.CopyTo(to);
            to.Flush();
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(to.SafeFileHandle, File.GetUnixFileMode(from.SafeFileHandle));
            }
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
