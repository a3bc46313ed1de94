using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>
/// Which rows are the person's, as one condition per collection: a nested IN for each way that leads there. One statement, so rows come
/// once however many ways reach them, and they can be streamed.
/// </summary>
internal sealed class Reach
{
    private readonly SqlSystem _system;
    private readonly Dictionary<string, List<IReadOnlyList<Edge>>> _paths;

    public Reach(SqlSystem system)
    {
        _system = system;
        var edges = Edges.All(system.Map);
        _paths = system.Map.Collections.ToDictionary(
            c => c.Name, c => system.Map.IsSubject(c.Name) ? [] : Edges.PathsTo(system.Map, edges, c.Name).ToList(), StringComparer.Ordinal);
    }

    /// <summary>The condition for a collection; null if nothing in it can be this person's.</summary>
    public string? Where(Query query, string collection, Person person)
    {
        var ways = (_system.Map.IsSubject(collection)
            ? [Keys(query, SqlSystem.Col(collection, PrimaryKey(collection)), person.In(collection))]
            : _paths[collection].Select(path => Step(query, path, path.Count - 1, person)))
            .Concat(person.Kept.Rows.Where(row => row.Collection == collection).Select(row => Row(query, row)))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ways.Count == 0 ? null : $"({string.Join(" OR ", ways)})";
    }

    /// <summary>One row by its primary key.</summary>
    public string Row(Query query, KeptKey row) => $"({string.Join(" AND ", _system.Map.Of(row.Collection).PrimaryKey
        .Select((field, i) => $"{SqlSystem.Col(row.Collection, field.Name)} = {_system.Database.Value(query, _system.Catalogue.Of(row.Collection, field.Name), row.Key[i])}"))})";

    /// <summary>From rows of a collection back to the subjects they belong to: one statement per way.</summary>
    public IEnumerable<(string Subject, string Where)> Back(string collection, string condition)
    {
        if (_system.Map.IsSubject(collection))
        {
            yield return (collection, condition);
        }

        foreach (var path in _paths[collection].Where(path => !path.Any(IsByValue)))
        {
            var where = condition;
            foreach (var edge in path.Reverse())
            {
                where = $"{Col(edge.From)} IN (SELECT {Col(edge.To)} FROM {SqlDatabase.Quote(edge.To.Collection)} WHERE {where})";
            }

            yield return (path[0].From.Collection, where);
        }
    }

    public string PrimaryKey(string collection) => _system.Map.Of(collection).PrimaryKey[0].Name;

    public string? Keys(Query query, string expression, IReadOnlyList<SubjectKey> subjects)
    {
        var keys = subjects.Where(subject => subject.Key is not null).Select(subject => query.Add(subject.Key!)).ToList();
        var digests = subjects.Where(subject => subject.Key is null).Select(subject => query.Add(subject.Digest!)).ToList();
        var parts = new List<string>();
        if (keys.Count > 0)
        {
            parts.Add($"{expression} IN ({string.Join(", ", keys)})");
        }

        if (digests.Count > 0)
        {
            parts.Add($"{_system.Database.Digest(expression, query.Add(_system.Id))} IN ({string.Join(", ", digests)})");
        }

        return parts.Count == 0 ? null : $"({string.Join(" OR ", parts)})";
    }

    private string? Step(Query query, IReadOnlyList<Edge> path, int i, Person person)
    {
        var edge = path[i];
        if (IsByValue(edge))
        {
            var rule = _system.Map.IdentifierAt(edge.From.Collection, edge.From.Field)!;
            var equal = person.Own.GetValueOrDefault(rule.Type, []).Select(value => Matching.Equal(_system, query, edge.To, rule with { Join = [] }, value)).ToList();
            return equal.Count == 0 ? null : $"({string.Join(" OR ", equal)})";
        }

        if (i == 0)
        {
            var subjects = person.In(edge.From.Collection);
            return IsSubjectKey(edge.From)
                ? Keys(query, Col(edge.To), subjects)
                : Nested(edge, Keys(query, SqlSystem.Col(edge.From.Collection, PrimaryKey(edge.From.Collection)), subjects));
        }

        return Nested(edge, Step(query, path, i - 1, person));
    }

    private static string? Nested(Edge edge, string? inner) =>
        inner is null ? null : $"{Col(edge.To)} IN (SELECT {Col(edge.From)} FROM {SqlDatabase.Quote(edge.From.Collection)} WHERE {inner})";

    // A key leads on as it is; an identifier only with values that are this person's own.
    private bool IsByValue(Edge edge) => !IsSubjectKey(edge.From) && _system.Map.IdentifierAt(edge.From.Collection, edge.From.Field) is not null;

    private bool IsSubjectKey(FieldRef at) => _system.Map.IsSubject(at.Collection) && PrimaryKey(at.Collection) == at.Field;

    private static string Col(FieldRef at) => SqlSystem.Col(at.Collection, at.Field);
}
