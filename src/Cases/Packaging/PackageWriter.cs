using System.Globalization;
using DsrGateway.Cases.Packaging.Page;

namespace DsrGateway.Cases.Packaging;

/// <summary>
/// Writes the package of an access or portability case: one ZIP archive with a folder per system (JSON as the master form,
/// CSV beside it where the records are a table, files as files), index.html for the person and manifest.json for programs.
/// Writes only forward and asynchronously, in constant memory; docs/package.md describes what comes out.
/// </summary>
internal static class PackageWriter
{
    private const int MostHeldBytes = 4 * 1024 * 1024;

    /// <exception cref="PackageSourceException">The stored results are not sound. The archive is left without an end.</exception>
    public static async Task WriteAsync(IPackageSource source, Stream destination, CancellationToken cancellationToken)
    {
        var facts = source.Facts;
        if (facts.Right is not (Right.Access or Right.Portability))
        {
            throw new ArgumentException("Only access and portability have a package.", nameof(source));
        }

        var archive = await PackageArchive.CreateAsync(destination, facts.CreateTime, cancellationToken);
        var writer = new SystemWriter(source, archive, new HoldingBudget(MostHeldBytes));
        var systems = new List<WrittenSystem>();
        foreach (var (system, folder) in source.Systems.Zip(Folders(source.Systems)))
        {
            systems.Add(await writer.WriteAsync(system, folder, cancellationToken));
        }

        var page = await archive.OpenAsync("index.html", cancellationToken);
        await new PageWriter(facts, systems).WriteAsync(page, cancellationToken);
        var pageFile = await page.CloseAsync(cancellationToken);
        var manifest = await archive.OpenAsync("manifest.json", cancellationToken);
        await new ManifestWriter(manifest).WriteAsync(facts, systems, pageFile, cancellationToken);
        await manifest.CloseAsync(cancellationToken);
        await archive.CompleteAsync(cancellationToken);
    }

    private static IEnumerable<string> Folders(IReadOnlyList<PackageSystem> systems)
    {
        var names = new SafeNames();
        return systems.Select((system, index) =>
            names.Take(string.Create(CultureInfo.InvariantCulture, $"{index + 1:00}-{system.SystemId}"), "system"));
    }
}
