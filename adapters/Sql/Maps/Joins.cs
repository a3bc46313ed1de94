namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>How the rows of one collection hang on another's, by references in either direction: for a retention date on a parent row.</summary>
internal static class Joins
{
    private const int MaxHops = 3;

    public static IReadOnlyList<(FieldRef Here, FieldRef There)>? Path(DataMap map, string from, string to)
    {
        var pairs = map.Collections.SelectMany(c => c.Fields.SelectMany(f => f.References.Select(r => (Here: new FieldRef(c.Name, f.Name), There: r.Target)))).ToList();
        var waiting = new Queue<List<(FieldRef Here, FieldRef There)>>();
        waiting.Enqueue([]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        while (waiting.TryDequeue(out var path))
        {
            var at = path.Count == 0 ? from : path[^1].There.Collection;
            if (at == to)
            {
                return path;
            }

            foreach (var pair in pairs.Where(pair => path.Count < MaxHops && pair.Here.Collection == at && seen.Add(pair.There.Collection)))
            {
                waiting.Enqueue([.. path, pair]);
            }
        }

        return null;
    }
}
