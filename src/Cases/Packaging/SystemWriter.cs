using System.Globalization;

namespace DsrGateway.Cases.Packaging;

/// <summary>Writes the data of one system into its folder of the archive.</summary>
internal sealed class SystemWriter(IPackageSource source, PackageArchive archive, HoldingBudget budget)
{
    private const int MostInlineRecords = 200;

    public async Task<WrittenSystem> WriteAsync(PackageSystem system, string folder, CancellationToken cancellationToken)
    {
        var survey = await SystemSurvey.TakeAsync(source, system.SystemId, budget, cancellationToken);
        var planned = Plan(survey, folder);
        var written = new Dictionary<PlannedEntry, WrittenFile>(ReferenceEqualityComparer.Instance);
        foreach (var entry in planned.Where(entry => entry.Held is not null))
        {
            written[entry] = await WriteHeldAsync(entry, cancellationToken);
        }

        foreach (var pass in PassPlanner.Plan(planned.Where(entry => entry.Held is null)))
        {
            await RunAsync(pass, system.SystemId, written, cancellationToken);
        }

        return new WrittenSystem(system, folder, [.. planned.Select(entry => new WrittenEntry(entry, written[entry]))])
        {
            Inline = Keep(survey),
        };
    }

    private static List<PlannedEntry> Plan(SystemSurvey survey, string folder)
    {
        var entries = new List<PlannedEntry>();
        var names = new SafeNames();
        foreach (var collection in survey.Collections)
        {
            var name = names.Take(collection.Name, "records");
            PlannedEntry Entry(string extension, EntryKind kind, Func<EntryContent> content) =>
                new($"{folder}/{name}{extension}", kind, collection.First, collection.Last)
                {
                    Categories = collection.Categories,
                    OriginalName = collection.Name,
                    Records = collection.Records,
                    Content = content,
                    Held = collection.Held,
                };

            entries.Add(Entry(".json", EntryKind.Records, () => new JsonContent(collection.Name)));
            if (collection.Columns is { } columns)
            {
                entries.Add(Entry(".csv", EntryKind.Table, () => new CsvContent(collection.Name, columns)));
            }
        }

        var fileNames = new SafeNames();
        entries.AddRange(survey.Files.Select(file =>
            new PlannedEntry($"{folder}/files/{fileNames.Take(file.Name, "file")}", EntryKind.File, file.First, file.Last)
            {
                Categories = [file.Category],
                OriginalName = file.Name,
                Content = () => new FileContent(),
            }));
        return entries;
    }

    private async Task<WrittenFile> WriteHeldAsync(PlannedEntry planned, CancellationToken cancellationToken)
    {
        var content = planned.Content();
        var entry = await archive.OpenAsync(planned.Path, cancellationToken);
        await entry.WriteAsync(content.Start, cancellationToken);
        foreach (var record in planned.Held!)
        {
            await content.WriteAsync(entry, record, cancellationToken);
        }

        await entry.WriteAsync(content.End, cancellationToken);
        return await entry.CloseAsync(cancellationToken);
    }

    private async Task RunAsync(
        IReadOnlyList<PlannedEntry> pass,
        string systemId,
        Dictionary<PlannedEntry, WrittenFile> written,
        CancellationToken cancellationToken)
    {
        var run = new PassRun(archive, pass);
        await foreach (var item in source.ReadAsync(systemId, cancellationToken).WithCancellation(cancellationToken))
        {
            if (await run.TakeAsync(item, cancellationToken) is { } done)
            {
                written[done.Plan] = done.File;
            }

            if (run.IsOver)
            {
                return;
            }
        }

        throw new PackageSourceException(
            string.Create(CultureInfo.InvariantCulture, $"System {systemId}: the items changed while they were read."));
    }

    /// <summary>Keeps for the page what a person can read there, and frees the rest.</summary>
    private Dictionary<string, InlineRecords> Keep(SystemSurvey survey)
    {
        var inline = new Dictionary<string, InlineRecords>(StringComparer.Ordinal);
        foreach (var collection in survey.Collections)
        {
            if (collection.Held is { } held && collection.Records <= MostInlineRecords)
            {
                inline[collection.Name] = new InlineRecords(held, collection.Columns);
            }
            else
            {
                collection.Release(budget);
            }
        }

        return inline;
    }
}
