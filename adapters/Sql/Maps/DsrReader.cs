using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads the part of a map under the key "dsr": what the rights do.</summary>
internal static class DsrReader
{
    private static readonly Dictionary<string, Right> PurposeRights = new()
    {
        ["objection"] = Right.Objection,
        ["withdrawal_of_consent"] = Right.WithdrawalOfConsent,
    };

    public static DataMap Read(MapReader reader, MapObject dsr, IReadOnlyList<Collection> collections)
    {
        var erasure = dsr.Text("product", required: true) is var product && IsNone(dsr) ? null : dsr.Child("erasure");
        var rules = erasure?.Children("collections").Select(ErasureReader.ReadRule).OfType<(string, ErasureRule)>().ToList() ?? [];
        return new DataMap
        {
            File = reader.File,
            Product = product ?? string.Empty,
            Zone = Zone(dsr),
            Collections = collections,
            Subjects = Subjects(dsr),
            Identifiers = Identifiers(dsr, collections),
            Provided = dsr.Has("provided") ? Provided(dsr, collections) : null,
            ProvidedWhen = [.. dsr.Children("provided_when").Select(ReadProvided).OfType<ProvidedRule>()],
            Erases = dsr.Has("erasure") && !IsNone(dsr),
            Conditions = erasure?.Children("conditions").Select(ErasureReader.ReadCondition).OfType<ConditionRule>().ToList() ?? [],
            Erasure = ErasureReader.WithDefaults(rules, collections, erasure),
            Retention = [.. dsr.Children("retention").Select(ErasureReader.ReadRetention).OfType<RetentionRule>()],
            Restriction = [.. dsr.Children("restriction").Select(ReadRestriction).OfType<RestrictionRule>()],
            Purposes = [.. dsr.Children("purposes").Select(source => ReadPurpose(source, collections)).OfType<PurposeRule>()],
            Rectification = [.. dsr.Texts("rectification").Select(text => FieldRefs.Parse(dsr, "rectification", text, null)).OfType<FieldRef>()],
            Lookups = [.. dsr.Children("lookups").Select(ReadLookup).OfType<LookupRule>()],
            Files = [.. dsr.Children("files").Select(ReadFile).OfType<FileRule>()],
            Sharing = [.. dsr.Children("sharing").Select(ReadSharing).OfType<SharingRule>()],
        };
    }

    private static bool IsNone(MapObject dsr) => dsr.Keys.Contains("erasure") && dsr.IsText("erasure", "none");

    private static IReadOnlyList<string> Subjects(MapObject dsr)
    {
        var subjects = dsr.Texts("subjects");
        if (subjects.Count == 0)
        {
            dsr.Fault("is required: the collections whose rows are people", "subjects");
        }

        return subjects;
    }

    private static TimeZoneInfo Zone(MapObject dsr)
    {
        if (dsr.Text("time_zone") is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        dsr.Fault("no such time zone", "time_zone");
        return TimeZoneInfo.Utc;
    }

    private static List<IdentifierRule> Identifiers(MapObject dsr, IReadOnlyList<Collection> collections)
    {
        var rules = dsr.Children("identifiers").Select(source => ReadIdentifier(source, collections)).OfType<IdentifierRule>().ToList();
        foreach (var twice in rules.GroupBy(rule => rule.Type, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            dsr.Fault($"{twice.Key} stands twice", "identifiers");
        }

        // An identity that dsr does not speak of is searched by and never selects: what is not known to be unique is not.
        var known = rules.Select(rule => rule.Type).ToHashSet(StringComparer.Ordinal);
        var others = collections.SelectMany(c => c.Fields).Select(field => field.Identity).OfType<string>().Distinct(StringComparer.Ordinal);
        rules.AddRange(others.Where(type => !known.Contains(type)).Select(type => new IdentifierRule
        {
            Type = type,
            IsUnique = false,
            Fields = WithIdentity(collections, type),
            Join = [],
            Unless = [],
        }));
        return rules;
    }

    private static IdentifierRule? ReadIdentifier(MapObject source, IReadOnlyList<Collection> collections)
    {
        var type = source.Text("type", required: true);
        var named = source.Texts("fields").Concat(source.Texts("field")).Select(text => FieldRefs.Parse(source, "field", text, null)).OfType<FieldRef>().ToList();
        var join = source.Texts("join").Select(text => FieldRefs.Parse(source, "join", text, null)).OfType<FieldRef>().ToList();
        if (join.Select(field => field.Collection).Distinct().Count() > 1)
        {
            source.Fault("must be columns of one collection", "join");
        }

        var fields = join.Count > 0 ? [join[0]] : named.Count > 0 ? named : WithIdentity(collections, type);
        if (fields.Count == 0)
        {
            source.Fault("needs a field: none has this identity");
        }

        return type is null ? null : new IdentifierRule
        {
            Type = type,
            IsUnique = source.Flag("unique"),
            Fields = fields,
            Join = [.. join.Select(field => field.Field)],
            Unless = TestReader.Read(source, "unless"),
            FindInText = source.Has("find_in_text") ? source.Flag("find_in_text") : null,
        };
    }

    private static List<FieldRef> WithIdentity(IReadOnlyList<Collection> collections, string? type) =>
        [.. collections.SelectMany(c => c.Fields.Where(f => f.Identity is not null && f.Identity == type).Select(f => new FieldRef(c.Name, f.Name)))];

    private static List<FieldRef> Provided(MapObject dsr, IReadOnlyList<Collection> collections) =>
        [.. dsr.Texts("provided").Select(text => FieldRefs.Parse(dsr, "provided", text, null)).OfType<FieldRef>().SelectMany(field =>
            field.Field != "*" ? [field] : Exported(dsr, collections.FirstOrDefault(c => c.Name == field.Collection), field))];

    private static IEnumerable<FieldRef> Exported(MapObject dsr, Collection? collection, FieldRef all)
    {
        if (collection is null)
        {
            dsr.Fault($"no such collection: {all.Collection}", "provided");
            return [];
        }

        return collection.Fields.Where(field => field.Categories.Count > 0).Select(field => new FieldRef(collection.Name, field.Name));
    }

    private static RestrictionRule? ReadRestriction(MapObject source)
    {
        var collection = source.Text("collection", required: true);
        var set = source.Columns("set");
        if (!source.Columns("inverse").Keys.ToHashSet().SetEquals(set.Keys))
        {
            source.Fault("must name the columns of set: what lifts the restriction", "inverse");
        }

        return collection is null ? null : new RestrictionRule(collection, set);
    }

    private static PurposeRule? ReadPurpose(MapObject source, IReadOnlyList<Collection> collections)
    {
        var purpose = source.Text("purpose", required: true);
        var rights = source.Texts("rights");
        foreach (var right in rights.Where(right => !PurposeRights.ContainsKey(right)))
        {
            source.Fault($"{right} is not one of {string.Join(", ", PurposeRights.Keys)}", "rights");
        }

        var acts = source.Children("do").Select(ReadAct).OfType<Act>().ToList();
        var refuse = source.Child("refuse");
        if (refuse is null == (acts.Count == 0))
        {
            source.Fault("needs either do or refuse");
        }

        var category = source.Text("category") ?? (acts.Count > 0 ? collections.FirstOrDefault(c => c.Name == acts[0].Collection)?.Category : null);
        return purpose is null ? null : new PurposeRule
        {
            Purpose = purpose,
            Rights = rights.Count == 0 ? [.. PurposeRights.Values] : [.. rights.Where(PurposeRights.ContainsKey).Select(right => PurposeRights[right])],
            Category = category ?? string.Empty,
            Acts = acts,
            Outlives = source.Child("outlives_erasure") is { } outlives ? ReadOutliving(outlives, rights, acts) : null,
            Refusal = refuse is null ? null : (Grounds.Read(refuse, null), refuse.Text("basis", required: true) ?? string.Empty),
        };
    }

    private static Outliving ReadOutliving(MapObject source, IReadOnlyList<string> rights, List<Act> acts)
    {
        if (rights is not ["objection"] || !acts.Exists(act => act.Kind == ActKind.Set))
        {
            source.Fault("is for rights: [objection] with a set: that is what is done again");
        }

        return new Outliving(Grounds.Read(source, Ground.LegalObligation), source.Text("basis", required: true) ?? string.Empty, TestReader.Read(source, "unless"));
    }

    private static Act? ReadAct(MapObject source)
    {
        var kinds = new[] { ("set", ActKind.Set), ("delete", ActKind.Delete), ("insert", ActKind.Insert) }.Where(kind => source.Has(kind.Item1)).ToList();
        if (kinds.Count != 1)
        {
            source.Fault("needs one of set, delete, insert");
            return null;
        }

        var (key, act) = kinds[0];
        var columns = act == ActKind.Delete ? new Dictionary<string, string?>() : source.Columns("columns");
        var tests = act == ActKind.Insert ? [] : TestReader.Read(source, "when");
        return source.Text(key, required: true) is { } collection ? new Act(act, collection, columns, tests) : null;
    }

    private static ProvidedRule? ReadProvided(MapObject source)
    {
        var tests = TestReader.Read(source, "when");
        var author = source.Text("only_when") is { } text ? FieldRefs.Parse(source, "only_when", text, null) : null;
        return source.Text("collection", required: true) is { } collection ? new ProvidedRule(collection, tests, author) : null;
    }

    private static LookupRule? ReadLookup(MapObject source)
    {
        var field = source.Text("field", required: true) is { } from ? FieldRefs.Parse(source, "field", from, null) : null;
        var target = source.Text("to", required: true) is { } to ? FieldRefs.Parse(source, "to", to, null) : null;
        var columns = source.Texts("columns");
        if (columns.Count == 0)
        {
            source.Fault("is required: the columns that are told", "columns");
        }

        return source.Text("as", required: true) is { } name && field is not null && target is not null ? new LookupRule(field, target, columns, name) : null;
    }

    private static FileRule? ReadFile(MapObject source) =>
        (source.Text("collection", required: true), source.Text("name", required: true), source.Text("content", required: true)) is
        ({ } collection, { } name, { } content) ? new FileRule(collection, name, content) : null;

    private static SharingRule? ReadSharing(MapObject source)
    {
        var fields = source.Texts("fields");
        return (source.Text("collection", required: true), source.Text("only_when", required: true)) is ({ } collection, { } column)
            ? new SharingRule(collection, fields, column)
            : null;
    }
}
