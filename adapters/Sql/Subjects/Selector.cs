using System.Text;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>Finds people: selects by unique identifiers that match one subject alone, counts those that anything else matches.</summary>
internal sealed class Selector(SqlSystem system, SqlSession session)
{
    private sealed record Found(HashSet<SubjectKey> Own, HashSet<SubjectKey> Shared);

    /// <summary>By what the person is known by.</summary>
    public async Task<(Person Person, Selection Selection)> SelectAsync(IReadOnlyList<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var selected = new List<SubjectKey>();
        var matched = new HashSet<SubjectKey>();
        var by = new List<string>();
        foreach (var identifier in identifiers)
        {
            if (system.Map.Identifiers.FirstOrDefault(rule => rule.Type == identifier.Type) is not { } rule)
            {
                continue;
            }

            var found = await FindAsync(rule, identifier.Value, cancellationToken);
            matched.UnionWith(found.Own.Union(found.Shared));
            var single = Singled(rule, found).ToList();
            selected.AddRange(single);
            by.AddRange(single.Count > 0 ? [identifier.Type] : []);
        }

        var unheld = await UnheldAsync(identifiers, cancellationToken);
        if (selected.Count == 0)
        {
            var kept = await KeptAsync(unheld, [], cancellationToken);
            return kept.IsNothing
                ? (new Person([], Person.NothingOwn), Candidates(matched.Count, identifiers))
                : await DescribeAsync([], [.. unheld.Keys], [], unheld, cancellationToken);
        }

        return await DescribeAsync([.. selected.Distinct()], [.. by.Distinct()], [], unheld, cancellationToken);
    }

    /// <summary>What nobody holds here now may be what something was kept under. What others hold is theirs.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>> UnheldAsync(IReadOnlyList<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var unheld = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var rule in system.Map.KeepsAnything ? system.Map.Identifiers.Where(rule => rule.IsUnique) : [])
        {
            foreach (var value in identifiers.Where(identifier => identifier.Type == rule.Type).Select(identifier => identifier.Value))
            {
                var found = await FindAsync(rule, value, cancellationToken);
                if (found.Own.Count == 0 && found.Shared.Count == 0)
                {
                    unheld[rule.Type] = [.. unheld.GetValueOrDefault(rule.Type, []), value];
                }
            }
        }

        return unheld;
    }

    private async Task<Kept> KeptAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> values, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        var index = new KeptIndex(system, session);
        return await index.ExistsAsync(cancellationToken)
            ? await index.ReadAsync([.. digests.Union(await index.DigestsAsync(values, cancellationToken))], cancellationToken)
            : Kept.Nothing;
    }

    /// <summary>By the references an earlier selection gave.</summary>
    public async Task<(Person Person, Selection Selection)> SelectAsync(IReadOnlyList<string> refs, CancellationToken cancellationToken) =>
        await DescribeAsync(
            await SubjectRefs.ReadAsync(system, session, refs, cancellationToken), [], SubjectRefs.Kept(refs), Person.NothingOwn, cancellationToken);

    /// <summary>One row of people alone.</summary>
    public async Task<Person> DescribeAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        (await DescribeAsync([subject], [], [], Person.NothingOwn, cancellationToken)).Person;

    /// <summary>The values of the case that only these subjects hold, or nobody any more: what Verify may look for.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> DistinguishingAsync(
        IReadOnlyList<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var group in identifiers.GroupBy(identifier => identifier.Type, StringComparer.Ordinal))
        {
            if (system.Map.Identifiers.FirstOrDefault(rule => rule.IsUnique && rule.Type == group.Key) is not { } rule)
            {
                continue;
            }

            var own = new List<string>();
            foreach (var value in group.Select(identifier => identifier.Value).Distinct(StringComparer.Ordinal))
            {
                var found = await FindAsync(rule, value, cancellationToken);
                if (found.Shared.Count == 0)
                {
                    own.Add(value);
                }
            }

            values[group.Key] = own;
        }

        return values;
    }

    private async Task<(Person Person, Selection Selection)> DescribeAsync(
        List<SubjectKey> subjects, List<string> by, IReadOnlyList<string> digests, IReadOnlyDictionary<string, IReadOnlyList<string>> unheld, CancellationToken cancellationToken)
    {
        var selection = new Selection();
        selection.SubjectRefs.AddRange(subjects.Select(subject => SubjectRefs.Write(system, subject)));
        selection.MatchedBy.AddRange(by);
        var own = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var keys = new Person(subjects, Person.NothingOwn);
        foreach (var rule in system.Map.Identifiers)
        {
            var values = await ValuesAsync(rule, keys, cancellationToken);
            selection.Identifiers.AddRange(values.Select(value => new LearntIdentifier
            {
                Identifier = new Identifier { Type = rule.Type, Value = value.Key },
                Unique = value.Value,
            }));
            own[rule.Type] = [.. values.Where(value => value.Value).Select(value => value.Key)];
        }

        var kept = await KeptAsync(Together(own, unheld), digests, cancellationToken);
        if (!kept.IsNothing)
        {
            selection.SubjectRefs.Add(SubjectRefs.Write(kept));
        }

        return (new Person(subjects, own) { Kept = kept }, selection);
    }

    private static Dictionary<string, IReadOnlyList<string>> Together(
        Dictionary<string, IReadOnlyList<string>> own, IReadOnlyDictionary<string, IReadOnlyList<string>> unheld) =>
        own.Keys.Union(unheld.Keys).ToDictionary(
            type => type, IReadOnlyList<string> (type) => [.. own.GetValueOrDefault(type, []).Concat(unheld.GetValueOrDefault(type, []))], StringComparer.Ordinal);

    private async Task<Dictionary<string, bool>> ValuesAsync(IdentifierRule rule, Person keys, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, bool>(rule.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var at in rule.Fields)
        {
            var query = new Query();
            if (system.Reach.Where(query, at.Collection, keys) is not { } where)
            {
                continue;
            }

            var expression = system.Database.AsText(Matching.Expression(system, at, rule));
            query.Text = $"SELECT DISTINCT {expression} FROM {SqlDatabase.Quote(at.Collection)} WHERE {where}";
            foreach (var row in await session.RowsAsync(query, cancellationToken))
            {
                var value = (row[0] as string)?.Normalize(NormalizationForm.FormC).Trim();
                if (!string.IsNullOrEmpty(value) && !values.ContainsKey(value))
                {
                    var found = await FindAsync(rule, (string)row[0]!, cancellationToken);
                    values[value] = rule.IsUnique && found.Shared.Count == 0 && found.Own.Count > 0 && found.Own.IsSubsetOf(keys.Subjects);
                }
            }
        }

        return values;
    }

    private static IEnumerable<SubjectKey> Singled(IdentifierRule rule, Found found) => rule.IsUnique && found.Shared.Count == 0
        ? found.Own.GroupBy(subject => subject.Collection).Where(group => group.Count() == 1).SelectMany(group => group)
        : [];

    private Selection Candidates(int count, IReadOnlyList<Identifier> asked)
    {
        var selection = new Selection { Candidates = count };
        if (count > 0)
        {
            var unasked = system.Map.UniqueTypes.Except(asked.Select(identifier => identifier.Type)).ToList();
            selection.InformationNeeded.AddRange(unasked.Count > 0 ? unasked : system.Map.UniqueTypes);
        }

        return selection;
    }

    private async Task<Found> FindAsync(IdentifierRule rule, string value, CancellationToken cancellationToken)
    {
        var found = new Found([], []);
        foreach (var at in rule.Fields)
        {
            var unless = rule.UnlessIn(at.Collection);
            await FindAsync(rule, at, value, unless, isShared: false, found.Own, cancellationToken);
            if (unless.Count > 0)
            {
                await FindAsync(rule, at, value, unless, isShared: true, found.Shared, cancellationToken);
            }
        }

        return found;
    }

    private async Task FindAsync(
        IdentifierRule rule, FieldRef at, string value, IReadOnlyList<RowTest> unless, bool isShared, HashSet<SubjectKey> found, CancellationToken cancellationToken)
    {
        var query = new Query();
        var equal = Matching.Equal(system, query, at, rule, value);
        var condition = unless.Count == 0 ? equal : $"{equal} AND {(isShared ? string.Empty : "NOT ")}{Matching.All(system, query, at.Collection, unless)}";
        foreach (var (subject, where) in system.Reach.Back(at.Collection, condition))
        {
            query.Text = $"SELECT DISTINCT {SqlSystem.Col(subject, system.Reach.PrimaryKey(subject))} FROM {SqlDatabase.Quote(subject)} WHERE {where}";
            foreach (var row in await session.RowsAsync(query, cancellationToken))
            {
                found.Add(new SubjectKey(subject, row[0]));
            }
        }
    }
}
