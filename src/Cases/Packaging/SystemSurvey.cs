namespace DsrGateway.Cases.Packaging;

/// <summary>What the first reading of a system's items found. Holds no more than the small collections.</summary>
internal sealed class SystemSurvey
{
    private readonly Dictionary<string, CollectionSurvey> byName = new(StringComparer.Ordinal);

    private SystemSurvey()
    {
    }

    public List<CollectionSurvey> Collections { get; } = [];

    public List<FileSurvey> Files { get; } = [];

    public static async Task<SystemSurvey> TakeAsync(
        IPackageSource source, string systemId, HoldingBudget budget, CancellationToken cancellationToken)
    {
        var survey = new SystemSurvey();
        FileSurvey? openFile = null;
        long position = 0;
        await foreach (var item in source.ReadAsync(systemId, cancellationToken).WithCancellation(cancellationToken))
        {
            switch (item)
            {
                case PackageRecord record when openFile is null:
                    survey.Observe(record, position, systemId, budget);
                    break;
                case PackageFileChunk chunk when openFile is null || openFile.Name == chunk.Name:
                    openFile ??= new FileSurvey(chunk.Name, chunk.Category, position);
                    openFile.Last = position;
                    if (chunk.IsLast)
                    {
                        survey.Files.Add(openFile);
                        openFile = null;
                    }

                    break;
                default:
                    throw new PackageSourceException($"System {systemId}: a file is interrupted before its last piece.");
            }

            position++;
        }

        return openFile is null
            ? survey
            : throw new PackageSourceException($"System {systemId}: the last piece of a file is missing.");
    }

    private void Observe(PackageRecord record, long position, string systemId, HoldingBudget budget)
    {
        if (!byName.TryGetValue(record.Collection, out var collection))
        {
            collection = new CollectionSurvey(record.Collection, position);
            byName.Add(record.Collection, collection);
            Collections.Add(collection);
        }

        if (!collection.Observe(record, position, budget))
        {
            throw new PackageSourceException(
                $"System {systemId}: record {collection.Records} of a collection is not one JSON object in UTF-8.");
        }
    }
}

internal sealed class FileSurvey(string name, string category, long first)
{
    public string Name { get; } = name;

    public string Category { get; } = category;

    public long First { get; } = first;

    public long Last { get; set; } = first;
}
