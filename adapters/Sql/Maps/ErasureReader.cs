using System.Globalization;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads what erasure and retention do.</summary>
internal static class ErasureReader
{
    private static readonly Dictionary<string, ErasureKind> Kinds = new()
    {
        ["delete"] = ErasureKind.Delete,
        ["mask"] = ErasureKind.Mask,
        ["keep"] = ErasureKind.Keep,
    };

    private static readonly Dictionary<string, bool> CountedFrom = new() { ["date"] = false, ["end_of_year"] = true };

    public static ConditionRule? ReadCondition(MapObject source)
    {
        var collection = source.Text("collection", required: true);
        var tests = TestReader.Read(source, "when");
        if (tests.Count == 0)
        {
            source.Fault("at least one test is required", "when");
        }

        var basis = source.Text("basis", required: true);
        return collection is null ? null : new ConditionRule(collection, tests, Grounds.Read(source, Ground.ConditionNotMet), basis ?? string.Empty);
    }

    public static (string, ErasureRule)? ReadRule(MapObject source)
    {
        var collection = source.Text("collection", required: true);
        var kind = source.Choice("how", Kinds) ?? ErasureKind.Delete;
        var masks = new Dictionary<string, Mask>(StringComparer.Ordinal);
        var columns = source.Child("mask");
        foreach (var column in columns?.Keys ?? [])
        {
            if (columns!.Child(column) is { } mask && MaskReader.Read(mask) is { } read)
            {
                masks[column] = read;
            }
        }

        if (columns is not null && kind != ErasureKind.Mask)
        {
            source.Fault("is for how: mask", "mask");
        }

        var keeps = kind == ErasureKind.Keep;
        var ground = keeps ? Grounds.Read(source, null) : Ground.Unspecified;
        var basis = keeps ? source.Text("basis", required: true) : null;
        return collection is null ? null : (collection, new ErasureRule(kind, masks, ground, basis ?? string.Empty));
    }

    public static RetentionRule? ReadRetention(MapObject source)
    {
        var collection = source.Text("collection", required: true);
        var date = source.Text("date") is { } text ? FieldRefs.Parse(source, "date", text, collection) : null;
        var keep = source.Child("keep");
        if (keep is null != date is null)
        {
            source.Fault("date and keep belong together; without both the rows are kept without an end");
        }

        var period = keep is null ? null : new Period(keep.Number("years") ?? 0, keep.Number("months") ?? 0, keep.Number("days") ?? 0);
        var rule = new RetentionRule
        {
            Collection = collection ?? string.Empty,
            Date = date,
            Keep = period,
            YearEnds = source.Choice("counted_from", CountedFrom) == true ? YearEnds(source) : null,
            When = TestReader.Read(source, "when"),
            Ground = Grounds.Read(source, null),
            Basis = source.Text("basis", required: true) ?? string.Empty,
            Detach = source.Texts("detach"),
        };
        return collection is null ? null : rule;
    }

    /// <summary>A rule for every collection: Fides' own masks and deletions where dsr says nothing.</summary>
    public static Dictionary<string, ErasureRule> WithDefaults(List<(string Collection, ErasureRule Rule)> rules, IReadOnlyList<Collection> collections, MapObject? source)
    {
        var all = new Dictionary<string, ErasureRule>(StringComparer.Ordinal);
        foreach (var (collection, rule) in rules)
        {
            if (!all.TryAdd(collection, rule))
            {
                source?.Fault($"{collection} stands twice", "collections");
            }
        }

        foreach (var collection in collections)
        {
            var masks = !collection.IsDeleted && (collection.Mask is not null || collection.Fields.Any(field => field.Mask is not null));
            all.TryAdd(collection.Name, new ErasureRule(masks ? ErasureKind.Mask : ErasureKind.Delete, new Dictionary<string, Mask>(), Ground.Unspecified, string.Empty));
        }

        return all;
    }

    private static (int Month, int Day) YearEnds(MapObject source)
    {
        if (source.Text("year_ends") is not { } text)
        {
            return (12, 31);
        }

        if (DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day.Month, day.Day);
        }

        source.Fault("must be MM-DD", "year_ends");
        return (12, 31);
    }
}
