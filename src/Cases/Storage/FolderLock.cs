namespace DsrGateway.Cases.Storage;

/// <summary>Holds a data folder for one process: two gateways on one embedded store would each think it was theirs.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="InvalidOperationException">Another process holds the folder.</exception>
    public static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            // The operating system lets go of the lock when the process ends, however it ends.
            return new FolderLock(new FileStream(Path.Combine(folder, "gateway.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The data folder {Path.GetFullPath(folder)} is held by another gateway process.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
