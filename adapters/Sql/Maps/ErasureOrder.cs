namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>Rows that point at others go first, and what erase_after says; a circle of references is broken where the map began it.</summary>
internal static class ErasureOrder
{
    public static IReadOnlyList<Collection> Of(DataMap map)
    {
        var order = new List<Collection>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var collection in map.Collections)
        {
            Visit(collection);
        }

        return order;

        void Visit(Collection collection)
        {
            if (!seen.Add(collection.Name))
            {
                return;
            }

            var pointing = map.Collections.Where(other => other.Fields.Any(f => f.References.Any(r => r.Target.Collection == collection.Name)));
            foreach (var first in pointing.Concat(collection.EraseAfter.Select(map.Find).OfType<Collection>()))
            {
                Visit(first);
            }

            order.Add(collection);
        }
    }

    /// <summary>The order of export: people first, then as the map lists, after what a collection says it comes after.</summary>
    public static IReadOnlyList<Collection> ForExport(DataMap map)
    {
        var order = new List<Collection>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var collection in map.Collections.OrderBy(c => map.IsSubject(c.Name) ? 0 : 1))
        {
            Visit(collection);
        }

        return order;

        void Visit(Collection collection)
        {
            if (seen.Add(collection.Name))
            {
                collection.After.Select(map.Find).OfType<Collection>().ToList().ForEach(Visit);
                order.Add(collection);
            }
        }
    }
}
