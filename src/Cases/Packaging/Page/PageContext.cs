using DsrGateway.Cases.Packaging.Texts;

namespace DsrGateway.Cases.Packaging.Page;

/// <summary>What every section of the page needs.</summary>
internal sealed record PageContext(PackageFacts Facts, IReadOnlyList<WrittenSystem> Systems, PackageTexts Texts)
{
    public DateForm Dates { get; } = DateForm.Of(Texts.Tag, Facts.Country);

    public Completeness Completeness { get; } = Completeness.Of(Facts.State, [.. Systems.Select(written => written.System)]);

    public bool Has(EntryKind kind) => Systems.Any(written => written.Entries.Any(entry => entry.Plan.Kind == kind));

    public string SystemName(string systemId) =>
        Systems.FirstOrDefault(written => written.System.SystemId == systemId)?.System.SystemName ?? systemId;

    public string Category(string category) => Texts.Category(category, Facts.CategoryLabels);

    /// <summary>A link within the archive. Each segment is encoded: names may hold #, ? and spaces.</summary>
    public static string Href(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public static string Anchor(int index) => FormattableString.Invariant($"system-{index + 1}");
}
