namespace DsrGateway.Cases.Packaging;

/// <summary>How the items that belong to one entry become its bytes.</summary>
internal abstract class EntryContent
{
    public virtual ReadOnlyMemory<byte> Start => default;

    public virtual ReadOnlyMemory<byte> End => default;

    public abstract bool Takes(PackageItem item);

    public abstract ValueTask WriteAsync(EntryWriter entry, PackageItem item, CancellationToken cancellationToken);
}

/// <summary>A JSON array, one record after the other as the system gave them.</summary>
internal sealed class JsonContent(string collection) : EntryContent
{
    private static readonly byte[] Opening = [.. "[\n"u8];
    private static readonly byte[] Between = [.. ",\n"u8];
    private static readonly byte[] Closing = [.. "\n]\n"u8];

    private bool isFirst = true;

    public override ReadOnlyMemory<byte> Start => Opening;

    public override ReadOnlyMemory<byte> End => Closing;

    public override bool Takes(PackageItem item) => item is PackageRecord record && record.Collection == collection;

    public override async ValueTask WriteAsync(EntryWriter entry, PackageItem item, CancellationToken cancellationToken)
    {
        if (!isFirst)
        {
            await entry.WriteAsync(Between, cancellationToken);
        }

        isFirst = false;
        await entry.WriteAsync(((PackageRecord)item).Json, cancellationToken);
    }
}

internal sealed class CsvContent(string collection, IReadOnlyList<byte[]> columns) : EntryContent
{
    private readonly CsvEncoder encoder = new(columns);

    public override ReadOnlyMemory<byte> Start => encoder.Header();

    public override bool Takes(PackageItem item) => item is PackageRecord record && record.Collection == collection;

    public override ValueTask WriteAsync(EntryWriter entry, PackageItem item, CancellationToken cancellationToken) =>
        entry.WriteAsync(encoder.Line(((PackageRecord)item).Json.Span), cancellationToken);
}

internal sealed class FileContent : EntryContent
{
    public override bool Takes(PackageItem item) => item is PackageFileChunk;

    public override ValueTask WriteAsync(EntryWriter entry, PackageItem item, CancellationToken cancellationToken) =>
        entry.WriteAsync(((PackageFileChunk)item).Content, cancellationToken);
}
