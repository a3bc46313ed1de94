namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Which mask a column gets when its row is masked: its own, the map's, the collection's, else null; keys and columns without a category none.</summary>
internal static class Masking
{
    public static Mask? Of(Collection collection, ErasureRule rule, Field field)
    {
        var mask = rule.Masks.GetValueOrDefault(field.Name) ?? field.Mask;
        if (field.IsPrimaryKey || field.IsReadOnly)
        {
            return null;
        }

        return mask ?? (field.Categories.Count == 0 ? null : collection.Mask ?? new Mask(MaskKind.Null));
    }

    public static IReadOnlyList<(Field Field, Mask Mask)> Of(Collection collection, ErasureRule rule) =>
        [.. collection.Fields.Select(field => (field, Of(collection, rule, field)!)).Where(pair => pair.Item2 is not null and not { Kind: MaskKind.Preserve })];
}
