using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Rectification: in the columns the map allows, the value as it stands becomes the accurate one. All is read before anything is changed.</summary>
internal sealed class Rectification(SqlSystem system, SqlSession session)
{
    private sealed record Change(Collection Collection, IReadOnlyList<object?> Key, string Column, string NewValue, string Category);

    public async Task<List<OutcomePart>> RunAsync(Person person, StepContext step, bool isForecast, CancellationToken cancellationToken)
    {
        var parts = new List<OutcomePart>();
        var changes = new List<Change>();
        foreach (var correction in step.Corrections)
        {
            var fields = system.Map.Rectification.Where(at => system.Map.Find(at)!.Categories.Contains(correction.Category)).ToList();
            if (fields.Count == 0)
            {
                parts.Add(await IsHeldAsync(person, correction, cancellationToken) ? Parts.Failed(correction.Category) : Parts.NothingHeld(correction.Category));
                continue;
            }

            var (found, stands) = await ReadAsync(fields, person, correction, cancellationToken);
            changes.AddRange(found);
            parts.Add(found.Count > 0 || stands ? Parts.Done(correction.Category, found.Count) : Parts.NothingHeld(correction.Category));
        }

        var rows = new RowChanges(system, session);
        foreach (var change in isForecast ? [] : changes)
        {
            await rows.UpdateAsync(change.Collection, change.Key, new Dictionary<string, string?> { [change.Column] = change.NewValue }, cancellationToken);
        }

        return [.. parts.GroupBy(part => (part.Category, part.Kind)).Select(group =>
        {
            var part = group.First().Clone();
            part.Count = group.Sum(one => one.Count);
            return part;
        })];
    }

    /// <summary>The value stands in a column that nobody may write: no ground to refuse, so a person has to look.</summary>
    private async Task<bool> IsHeldAsync(Person person, Correction correction, CancellationToken cancellationToken)
    {
        var fields = system.Map.Collections.SelectMany(c => c.Fields.Where(f => f.Categories.Contains(correction.Category)).Select(f => new FieldRef(c.Name, f.Name)));
        var (found, _) = await ReadAsync([.. fields], person, correction, cancellationToken);
        return found.Count > 0;
    }

    private async Task<(List<Change> Found, bool NewStands)> ReadAsync(
        IReadOnlyList<FieldRef> fields, Person person, Correction correction, CancellationToken cancellationToken)
    {
        var found = new List<Change>();
        var stands = false;
        foreach (var at in fields)
        {
            var collection = system.Map.Of(at.Collection);
            var shared = new SharedRows(system.Map, at.Collection, person);
            var query = new Query();
            if (system.Reach.Where(query, at.Collection, person) is not { } where)
            {
                continue;
            }

            var keys = collection.PrimaryKey.Select(field => SqlSystem.Col(at.Collection, field.Name)).ToList();
            var columns = keys.Append(system.Database.AsText(SqlSystem.Col(at.Collection, at.Field))).Concat(shared.Deciding.Select(name => SqlSystem.Col(at.Collection, name)));
            query.Text = $"SELECT {string.Join(", ", columns)} FROM {SqlDatabase.Quote(at.Collection)} WHERE {where}";
            foreach (var row in await session.RowsAsync(query, cancellationToken))
            {
                var value = row[keys.Count] as string;
                var deciding = shared.Deciding.Select((name, i) => (name, Value: row[keys.Count + 1 + i])).ToDictionary(cell => cell.name, cell => cell.Value, StringComparer.Ordinal);
                if (value is null || !shared.IsOwn(at.Field, deciding))
                {
                    continue;
                }

                stands |= value == correction.NewValue;
                if (IsSame(at, value, correction.OldValue) && value != correction.NewValue)
                {
                    found.Add(new Change(collection, row[..keys.Count], at.Field, correction.NewValue, correction.Category));
                }
            }
        }

        return (found, stands);
    }

    private bool IsSame(FieldRef at, string value, string old)
    {
        var ignoresCase = system.Map.IdentifierAt(at.Collection, at.Field)?.Type == "email";
        return ignoresCase ? TextFold.Of(value) == TextFold.Of(old) : value.Normalize() == old.Normalize();
    }
}
