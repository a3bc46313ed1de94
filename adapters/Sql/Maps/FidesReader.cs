namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads the part of a map that is a Fides dataset.</summary>
internal static class FidesReader
{
    private static readonly Dictionary<string, Direction> Directions = new() { ["from"] = Direction.From, ["to"] = Direction.To };

    private static readonly string[] Joining = ["identity", "custom_request_field", "references", "primary_key"];

    private static readonly HashSet<string> DataTypes =
    [
        "string", "text", "integer", "long", "float", "number", "decimal", "boolean", "object_id", "object", "date", "datetime", "timestamp", "uuid", "json", "binary",
    ];

    public static List<Collection> Read(MapObject root)
    {
        var datasets = root.Children("dataset");
        var keys = datasets.Select(dataset => dataset.Text("fides_key", required: true)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (datasets.Count == 0)
        {
            root.Fault("at least one dataset is required", "dataset");
        }

        var collections = new List<Collection>();
        foreach (var dataset in datasets)
        {
            dataset.Accept("name", "description", "organization_fides_key", "tags", "meta", "data_qualifier", "data_categories");
            foreach (var source in dataset.Children("collections"))
            {
                var collection = ReadCollection(source, keys);
                if (collection is not null && collections.Any(other => other.Name == collection.Name))
                {
                    source.Fault("another collection has this name", "name");
                }
                else if (collection is not null)
                {
                    collections.Add(collection);
                }
            }
        }

        return collections;
    }

    private static Collection? ReadCollection(MapObject source, HashSet<string> datasets)
    {
        source.Accept("description", "data_qualifier");
        var name = source.Text("name", required: true);
        var categories = source.Texts("data_categories");
        var fields = source.Children("fields").Select(field => ReadField(field, datasets, isNested: false)).OfType<Field>().ToList();
        foreach (var twice in fields.GroupBy(field => field.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            source.Fault($"field {twice.Key} stands twice", "fields");
        }

        var meta = source.Child("fides_meta");
        var mask = (meta ?? source).Child("masking_strategy_override");
        var deletes = mask?.Text("strategy") == "delete";
        if (meta?.Has("partitioning") == true)
        {
            meta.Fault("is for BigQuery only", "partitioning");
        }

        var collection = new Collection
        {
            Name = name ?? string.Empty,
            Category = categories.Count > 0 ? categories[0] : Common(fields),
            Fields = fields,
            After = Names(meta, "after"),
            EraseAfter = Names(meta, "erase_after"),
            IsDeleted = deletes,
            Mask = mask is null || deletes ? null : MaskReader.Read(mask),
            Source = source,
        };
        var skipped = meta?.Flag("skip_processing") == true;
        return name is null || skipped ? null : collection;
    }

    private static Field? ReadField(MapObject source, HashSet<string> datasets, bool isNested)
    {
        source.Accept("description", "data_qualifier");
        var name = source.Text("name", required: true);
        var meta = source.Child("fides_meta");
        var nested = source.Children("fields").Select(field => ReadField(field, datasets, isNested: true)).OfType<Field>().ToList();
        var type = meta?.Text("data_type");
        if (type is not null && !DataTypes.Contains(type.Replace("[]", string.Empty, StringComparison.Ordinal)))
        {
            meta!.Fault("unknown data type", "data_type");
        }

        if (isNested && meta is not null && Joining.Any(meta.Has))
        {
            meta.Fault("a field inside a JSON column cannot be searched or joined by");
        }

        meta?.Accept("return_all_elements");
        var mask = (meta ?? source).Child("masking_strategy_override");
        var identity = meta?.Text("identity");
        return name is null ? null : new Field
        {
            Name = name,
            Categories = [.. source.Texts("data_categories"), .. nested.SelectMany(field => field.Categories)],
            IsPrimaryKey = meta?.Flag("primary_key") == true,
            Identity = meta?.Text("custom_request_field") ?? identity,
            References = meta is null ? [] : [.. meta.Children("references").Select(reference => ReadReference(reference, datasets)).OfType<Reference>()],
            Length = meta?.Number("length"),
            IsReadOnly = meta?.Flag("read_only") == true,
            IsJson = nested.Count > 0 || type is "object" or "json",
            IsBoolean = type == "boolean",
            Mask = mask is null ? null : MaskReader.Read(mask),
        };
    }

    private static Reference? ReadReference(MapObject source, HashSet<string> datasets)
    {
        var dataset = source.Text("dataset", required: true);
        if (dataset is not null && !datasets.Contains(dataset))
        {
            source.Fault("no such dataset in this file", "dataset");
        }

        var direction = source.Choice("direction", Directions) ?? Direction.Both;
        return FieldRefs.Read(source, "field") is { } field ? new Reference(field, direction, source) : null;
    }

    private static IReadOnlyList<string> Names(MapObject? meta, string key) =>
        meta is null ? [] : [.. meta.Texts(key).Select(name => name[(name.LastIndexOf('.') + 1)..])];

    private static string Common(IEnumerable<Field> fields)
    {
        var categories = fields.SelectMany(field => field.Categories).Select(category => category.Split('.')).ToList();
        if (categories.Count == 0)
        {
            return "user";
        }

        var common = categories[0].TakeWhile((part, i) => categories.All(category => category.Length > i && category[i] == part)).ToList();
        return common.Count == 0 ? "user" : string.Join('.', common);
    }
}
