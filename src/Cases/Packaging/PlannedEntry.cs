namespace DsrGateway.Cases.Packaging;

internal enum EntryKind { Records, Table, File }

/// <summary>An entry of the archive, and the stretch of the stream that its items lie in.</summary>
internal sealed record PlannedEntry(string Path, EntryKind Kind, long First, long Last)
{
    public required IReadOnlyCollection<string> Categories { get; init; }

    /// <summary>The collection, or the file's name, as the system calls it.</summary>
    public required string OriginalName { get; init; }

    /// <summary>Records; 0 for a file.</summary>
    public long Records { get; init; }

    public required Func<EntryContent> Content { get; init; }

    /// <summary>The items, where they were held: such an entry needs no further reading of the stream.</summary>
    public IReadOnlyList<PackageRecord>? Held { get; init; }
}

internal sealed record WrittenEntry(PlannedEntry Plan, WrittenFile File);
