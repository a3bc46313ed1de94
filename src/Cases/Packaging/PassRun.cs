namespace DsrGateway.Cases.Packaging;

/// <summary>One pass: follows the stream and writes the entries of the pass, each when its stretch comes.</summary>
internal sealed class PassRun(PackageArchive archive, IReadOnlyList<PlannedEntry> entries)
{
    private int current;
    private long position = -1;
    private long taken;
    private EntryWriter? writer;
    private EntryContent? content;

    public bool IsOver => current == entries.Count;

    /// <summary>Gives the entry that this item completed, if it did.</summary>
    public async ValueTask<WrittenEntry?> TakeAsync(PackageItem item, CancellationToken cancellationToken)
    {
        position++;
        var entry = entries[current];
        if (position < entry.First)
        {
            return null;
        }

        if (writer is null || content is null)
        {
            content = entry.Content();
            writer = await archive.OpenAsync(entry.Path, cancellationToken);
            await writer.WriteAsync(content.Start, cancellationToken);
        }

        if (content.Takes(item))
        {
            taken++;
            await content.WriteAsync(writer, item, cancellationToken);
        }

        return position == entry.Last ? await CloseAsync(entry, writer, content, cancellationToken) : null;
    }

    private async Task<WrittenEntry> CloseAsync(
        PlannedEntry entry, EntryWriter open, EntryContent whole, CancellationToken cancellationToken)
    {
        var expected = entry.Kind == EntryKind.File ? entry.Last - entry.First + 1 : entry.Records;
        if (taken != expected)
        {
            throw new PackageSourceException($"Entry {entry.Path}: the items changed while they were read.");
        }

        await open.WriteAsync(whole.End, cancellationToken);
        (writer, content, taken) = (null, null, 0);
        current++;
        return new WrittenEntry(entry, await open.CloseAsync(cancellationToken));
    }
}
