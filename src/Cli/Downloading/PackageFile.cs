namespace DsrGateway.Cli.Downloading;

/// <summary>
/// A file that appears under its name only when it is whole: written beside it under another name, readable by its owner alone,
/// checked, forced to the disk and renamed.
/// </summary>
internal sealed class PackageFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly bool isOverwriting;
    private readonly FileStream stream;
    private bool isComplete;

    private PackageFile(string path, string temporary, bool isOverwriting, FileStream stream)
    {
        this.path = path;
        this.temporary = temporary;
        this.isOverwriting = isOverwriting;
        this.stream = stream;
    }

    public static PackageFile Create(string path, bool isOverwriting)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !isOverwriting))
        {
            throw CliException.Usage($"{path} exists already. --force overwrites a file.");
        }

        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new PackageFile(path, temporary, isOverwriting, new FileStream(temporary, options));
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken);

    public async Task<PackageContents> CompleteAsync(CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken);
        stream.Position = 0;
        var contents = await PackageCheck.RunAsync(stream, cancellationToken);
        stream.Flush(flushToDisk: true);
        await stream.DisposeAsync();
        File.Move(temporary, path, isOverwriting);
        isComplete = true;
        return contents;
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        if (!isComplete)
        {
            File.Delete(temporary);
        }
    }
}
