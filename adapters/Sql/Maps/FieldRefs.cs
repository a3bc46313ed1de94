namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Reads "collection.column", where the collection may be "schema.table".</summary>
internal static class FieldRefs
{
    public static FieldRef? Read(MapObject source, string key) =>
        source.Text(key, required: true) is { } text ? Parse(source, key, text, null) : null;

    public static FieldRef? Parse(MapObject source, string key, string text, string? collection)
    {
        var dot = text.LastIndexOf('.');
        if (dot > 0 && dot < text.Length - 1)
        {
            return new FieldRef(text[..dot], text[(dot + 1)..]);
        }

        if (collection is not null && dot < 0)
        {
            return new FieldRef(collection, text);
        }

        source.Fault("must be collection.column", key);
        return null;
    }
}
