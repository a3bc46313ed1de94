namespace DsrGateway.Cases.Packaging;

/// <summary>A system whose data is in the archive; what the page and the manifest tell of it.</summary>
internal sealed record WrittenSystem(PackageSystem System, string Folder, IReadOnlyList<WrittenEntry> Entries)
{
    /// <summary>Small collections, by their name, to be shown on the page itself.</summary>
    public IReadOnlyDictionary<string, InlineRecords> Inline { get; init; } = new Dictionary<string, InlineRecords>();

    public long Records => Entries.Where(entry => entry.Plan.Kind == EntryKind.Records).Sum(entry => entry.Plan.Records);

    public int Files => Entries.Count(entry => entry.Plan.Kind == EntryKind.File);
}

internal sealed record InlineRecords(IReadOnlyList<PackageRecord> Records, IReadOnlyList<byte[]>? Columns);
