using System.IO.Compression;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// The ZIP archive while it is written: one entry at a time, straight to the destination, which need not seek and is only
/// written to asynchronously. Without <see cref="CompleteAsync"/> the central directory is missing and no reader takes the
/// archive for whole: that is why this class is not disposable.
/// </summary>
internal sealed class PackageArchive
{
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    private readonly AsynchronousSink sink;
    private readonly ZipArchive zip;
    private readonly DateTimeOffset time;

    private PackageArchive(AsynchronousSink sink, ZipArchive zip, DateTimeOffset time)
    {
        this.sink = sink;
        this.zip = zip;
        this.time = time;
    }

    public static async Task<PackageArchive> CreateAsync(
        Stream destination, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var sink = new AsynchronousSink(destination);
        var zip = await ZipArchive.CreateAsync(
            sink, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var utc = time.ToUniversalTime();
        return new PackageArchive(sink, zip, utc < Earliest ? Earliest : utc > Latest ? Latest : utc);
    }

    public async Task<EntryWriter> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        return new EntryWriter(path, await entry.OpenAsync(cancellationToken));
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await zip.DisposeAsync();
        await sink.DrainAsync(cancellationToken);
    }
}
