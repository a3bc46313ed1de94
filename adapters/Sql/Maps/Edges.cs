namespace DsrGateway.Adapters.Sql.Maps;

/// <summary>
/// The ways from a person's row to everything that hangs on it. A path never enters a collection twice and never a collection of people:
/// another person is selected or left alone, never reached.
/// </summary>
internal static class Edges
{
    public const int MaxHops = 6;
    public const int MaxPaths = 64;

    public static IReadOnlyList<Edge> All(DataMap map) =>
        [.. map.Collections.SelectMany(c => c.Fields.SelectMany(f => f.References.SelectMany(r => Of(new FieldRef(c.Name, f.Name), r)))).Distinct()];

    public static IEnumerable<IReadOnlyList<Edge>> PathsTo(DataMap map, IReadOnlyList<Edge> edges, string collection) =>
        map.Subjects.SelectMany(subject => From(map, edges, subject, collection, [], [subject]));

    private static IEnumerable<IReadOnlyList<Edge>> From(
        DataMap map, IReadOnlyList<Edge> edges, string at, string target, List<Edge> path, HashSet<string> visited)
    {
        if (path.Count == MaxHops)
        {
            yield break;
        }

        foreach (var edge in edges.Where(edge => edge.From.Collection == at && !visited.Contains(edge.To.Collection) && !map.IsSubject(edge.To.Collection)))
        {
            List<Edge> longer = [.. path, edge];
            if (edge.To.Collection == target)
            {
                yield return longer;
                continue;
            }

            foreach (var found in From(map, edges, edge.To.Collection, target, longer, [.. visited, edge.To.Collection]))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<Edge> Of(FieldRef here, Reference reference)
    {
        if (reference.Direction != Direction.To)
        {
            yield return new Edge(reference.Target, here);
        }

        if (reference.Direction != Direction.From)
        {
            yield return new Edge(here, reference.Target);
        }
    }
}
