using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Objection and withdrawal of consent: what the map does for each purpose.</summary>
internal sealed class Purposes(SqlSystem system, SqlSession session, Values values)
{
    public async Task<List<OutcomePart>> RunAsync(Person person, StepContext step, CancellationToken cancellationToken)
    {
        var rules = system.Map.Purposes.Where(rule => rule.Rights.Contains(step.Right) && (step.Purposes.Count == 0 || step.Purposes.Contains(rule.Purpose))).ToList();
        var counts = new List<(string, long)>();
        var refused = new List<OutcomePart>();
        foreach (var rule in rules)
        {
            if (rule.Refusal is var (ground, basis))
            {
                refused.Add(Parts.Refused(rule.Category, ground, basis));
            }

            counts.Add((rule.Category, await RunAsync(rule, step.Right, person, cancellationToken)));
        }

        return refused.Count > 0 && counts.All(count => count.Item2 == 0) ? refused : [.. Parts.Counted(counts), .. refused];
    }

    /// <summary>Whether an objection was made before, here or in the product itself: a row of the person's says so in every way the map writes it.</summary>
    public async Task<bool> StandsAsync(PurposeRule rule, Person person, CancellationToken cancellationToken)
    {
        var stands = false;
        foreach (var act in rule.Acts.Where(act => act.Kind == ActKind.Set))
        {
            var query = new Query();
            if (Where(query, act, person) is not { } where)
            {
                continue;
            }

            query.Text = $"SELECT COUNT(*), COUNT(CASE WHEN {Differs(query, act)} THEN 1 END) FROM {SqlDatabase.Quote(act.Collection)} WHERE {where}";
            var row = (await session.RowsAsync(query, cancellationToken))[0];
            var (all, differing) = (Convert.ToInt64(row[0], null), Convert.ToInt64(row[1], null));
            if (all > 0 && all == differing)
            {
                return false;
            }

            stands |= all > 0;
        }

        return stands;
    }

    /// <summary>Makes an objection stand again for somebody who came back; how many rows it changed.</summary>
    public async Task<long> RepeatAsync(PurposeRule rule, Person person, CancellationToken cancellationToken)
    {
        var set = rule.Acts.First(act => act.Kind == ActKind.Set);
        var query = new Query();
        if (rule.Outlives!.Unless.Count > 0 && system.Reach.Where(query, set.Collection, person) is { } own)
        {
            query.Text = $"SELECT 1 FROM {SqlDatabase.Quote(set.Collection)} WHERE {own} AND {Matching.All(system, query, set.Collection, rule.Outlives.Unless)}";
            if ((await session.RowsAsync(query, cancellationToken)).Count > 0)
            {
                return 0;
            }
        }

        return await RunAsync(rule, Right.Objection, person, cancellationToken);
    }

    /// <summary>
    /// The rows that stand as they should, if this call changed one of them: a person who is searched for again by more of their identifiers is
    /// counted whole, and where nothing was left to stop nothing is counted.
    /// </summary>
    private async Task<long> RunAsync(PurposeRule rule, Right right, Person person, CancellationToken cancellationToken)
    {
        var (standing, changed) = (0L, 0L);
        foreach (var act in InOrder(rule, right))
        {
            // Nobody withdraws a consent that was not given: then there is nothing to remember either. An objection is remembered always.
            if (act.Kind == ActKind.Insert && right == Right.WithdrawalOfConsent && changed == 0 && rule.Acts.Any(other => other.Kind != ActKind.Insert))
            {
                continue;
            }

            var done = act.Kind == ActKind.Insert ? await InsertAsync(act, person, cancellationToken) : await ChangeAsync(act, person, cancellationToken);
            (standing, changed) = (standing + done.Standing, changed + done.Changed);
        }

        return changed > 0 ? standing : 0;
    }

    /// <summary>Insertions first: a deletion may take the identifier they are made of. A withdrawal has to see first whether there was a consent.</summary>
    private static IEnumerable<Act> InOrder(PurposeRule rule, Right right) =>
        rule.Acts.OrderBy(act => (act.Kind == ActKind.Insert) == (right == Right.Objection) ? 0 : 1).ThenBy(act => act.Kind == ActKind.Delete ? 1 : 0);

    private async Task<(long Standing, long Changed)> ChangeAsync(Act act, Person person, CancellationToken cancellationToken)
    {
        var counting = new Query();
        if (Where(counting, act, person) is not { } standing)
        {
            return (0, 0);
        }

        var table = SqlDatabase.Quote(act.Collection);
        counting.Text = $"SELECT COUNT(*) FROM {table} WHERE {standing}";
        var count = Convert.ToInt64((await session.RowsAsync(counting, cancellationToken))[0][0], null);
        var query = new Query();
        var where = $"{Where(query, act, person)} AND {Differs(query, act)}";
        query.Text = act.Kind == ActKind.Delete
            ? $"DELETE FROM {table} WHERE {where}"
            : $"UPDATE {table} SET {new RowChanges(system, session).Assignments(query, act.Collection, values.Resolve(act.Collection, act.Columns, null, null))} WHERE {where}";
        return (count, await session.ExecuteAsync(query, cancellationToken));
    }

    private string? Where(Query query, Act act, Person person) => system.Reach.Where(query, act.Collection, person) is { } own
        ? $"{own} AND {Matching.All(system, query, act.Collection, act.When)}"
        : null;

    /// <summary>Rows that say it already are not changed.</summary>
    private string Differs(Query query, Act act)
    {
        var fixedValues = act.Columns.Where(cell => cell.Value?.StartsWith('$') != true).Select(cell =>
        {
            var expression = SqlSystem.Col(act.Collection, cell.Key);
            return cell.Value is null
                ? $"{expression} IS NOT NULL"
                : $"{expression} IS NULL OR {expression} <> {system.Database.Value(query, system.Catalogue.Of(act.Collection, cell.Key), cell.Value)}";
        }).ToList();
        return fixedValues.Count == 0 ? "TRUE" : $"({string.Join(" OR ", fixedValues)})";
    }

    private async Task<(long Standing, long Changed)> InsertAsync(Act act, Person person, CancellationToken cancellationToken)
    {
        var type = act.Columns.Values.OfType<string>().FirstOrDefault(value => value.StartsWith(Values.Identifier, StringComparison.Ordinal))?[Values.Identifier.Length..];
        IEnumerable<(SubjectKey?, string?)> rows = type is null
            ? person.Subjects.Select(subject => ((SubjectKey?)subject, (string?)null))
            : person.Own.GetValueOrDefault(type, []).Select(value => ((SubjectKey?)person.Subjects[0], (string?)value));
        var (standing, changed) = (0L, 0L);
        foreach (var (subject, identifier) in rows)
        {
            var row = values.Resolve(act.Collection, act.Columns, subject, identifier);
            standing++;
            if (!await StandsAsync(act, row, cancellationToken))
            {
                changed++;
                var query = new Query();
                var names = string.Join(", ", row.Keys.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
                var cells = string.Join(", ", row.Select(cell => system.Database.Value(query, system.Catalogue.Of(act.Collection, cell.Key), cell.Value)));
                query.Text = $"INSERT INTO {SqlDatabase.Quote(act.Collection)} ({names}) VALUES ({cells})";
                await session.ExecuteAsync(query, cancellationToken);
            }
        }

        return (standing, changed);
    }

    /// <summary>An address that came back in another casing stands in the list already.</summary>
    private IdentifierRule? IdentifierOf(string? value) => value?.StartsWith(Values.Identifier, StringComparison.Ordinal) == true
        ? system.Map.Identifiers.FirstOrDefault(rule => rule.Type == value[Values.Identifier.Length..])
        : null;

    private async Task<bool> StandsAsync(Act act, Dictionary<string, string?> row, CancellationToken cancellationToken)
    {
        var query = new Query();
        var same = row.Where(cell => !Values.IsOfTheMoment(act.Columns[cell.Key])).Select(cell => cell.Value is null
            ? $"{SqlSystem.Col(act.Collection, cell.Key)} IS NULL"
            : IdentifierOf(act.Columns[cell.Key]) is { } rule
            ? Matching.Equal(system, query, new FieldRef(act.Collection, cell.Key), rule with { Join = [] }, cell.Value)
            : $"{SqlSystem.Col(act.Collection, cell.Key)} = {system.Database.Value(query, system.Catalogue.Of(act.Collection, cell.Key), cell.Value)}").ToList();
        query.Text = $"SELECT 1 FROM {SqlDatabase.Quote(act.Collection)} WHERE {(same.Count == 0 ? "FALSE" : string.Join(" AND ", same))}";
        return (await session.RowsAsync(query, cancellationToken)).Count > 0;
    }
}
