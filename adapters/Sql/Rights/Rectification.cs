using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>
/// Rectification: in the columns the map allows, the value as it stands becomes the accurate one; where nothing stands, a completion fills it
/// in. All is read before anything is changed.
/// </summary>
internal sealed class Rectification(SqlSystem system, SqlSession session)
{
    private sealed record Cell(Collection Collection, IReadOnlyList<object?> Key, FieldRef At, string? Value);

    private sealed record Change(Collection Collection, IReadOnlyList<object?> Key, string Column, string OldValue, string NewValue);

    public async Task<List<OutcomePart>> RunAsync(Person person, StepContext step, bool isForecast, CancellationToken cancellationToken)
    {
        var parts = new List<OutcomePart>();
        var changes = new List<Change>();
        foreach (var correction in step.Corrections)
        {
            parts.Add(await PlanAsync(person, correction, changes, cancellationToken));
        }

        var rows = new RowChanges(system, session);
        foreach (var change in isForecast ? [] : changes)
        {
            await rows.UpdateAsync(change.Collection, change.Key, new Dictionary<string, string?> { [change.Column] = change.NewValue }, cancellationToken);
            await new CarriedBans(system, session).CarryAsync(person, new FieldRef(change.Collection.Name, change.Column), change.OldValue, change.NewValue, cancellationToken);
        }

        return [.. parts.GroupBy(part => (part.Category, part.Kind)).Select(group =>
        {
            var part = group.First().Clone();
            part.Count = group.Sum(one => one.Count);
            return part;
        })];
    }

    private async Task<OutcomePart> PlanAsync(Person person, Correction correction, List<Change> changes, CancellationToken cancellationToken)
    {
        var fields = system.Map.Correctable(correction.Category).ToList();
        if (fields.Count == 0)
        {
            return await IsHeldAsync(person, correction, cancellationToken) ? Parts.Failed(correction.Category) : Parts.NotConcerned(correction.Category);
        }

        var cells = await ReadAsync(fields, person, cancellationToken);
        if (correction.IsCompletion() && cells.Where(IsEmpty).Select(cell => cell.At).Distinct().GroupBy(at => at.Collection).Any(group => group.Count() > 1))
        {
            // An address for a street, a postal code and a city that are all empty: the machine does not take it apart.
            return Parts.Failed(correction.Category);
        }

        Cell[] wrong = [.. cells.Where(cell => IsMeant(cell, correction) && cell.Value != correction.NewValue)];
        changes.AddRange(wrong.Select(cell => new Change(cell.Collection, cell.Key, cell.At.Field, cell.Value ?? string.Empty, correction.NewValue)));
        return wrong.Length > 0 ? Parts.Done(correction.Category, wrong.Length) : Parts.NotConcerned(correction.Category);
    }

    private static bool IsEmpty(Cell cell) => string.IsNullOrWhiteSpace(cell.Value);

    private bool IsMeant(Cell cell, Correction correction) => correction.IsCompletion()
        ? IsEmpty(cell)
        : cell.Value is not null && Corrections.Compared(system.Map, cell.At, cell.Value) == Corrections.Compared(system.Map, cell.At, correction.OldValue);

    /// <summary>The value stands in a column that nobody may write: no ground to refuse, so a person has to look.</summary>
    private async Task<bool> IsHeldAsync(Person person, Correction correction, CancellationToken cancellationToken)
    {
        var fields = system.Map.Collections.SelectMany(c => c.Fields.Where(f => f.IsOf(correction.Category)).Select(f => new FieldRef(c.Name, f.Name)));
        return !correction.IsCompletion() && (await ReadAsync([.. fields], person, cancellationToken)).Exists(cell => IsMeant(cell, correction));
    }

    private async Task<List<Cell>> ReadAsync(IReadOnlyList<FieldRef> fields, Person person, CancellationToken cancellationToken)
    {
        var cells = new List<Cell>();
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
                var deciding = shared.Deciding.Select((name, i) => (name, Value: row[keys.Count + 1 + i])).ToDictionary(cell => cell.name, cell => cell.Value, StringComparer.Ordinal);
                if (shared.IsOwn(at.Field, deciding))
                {
                    cells.Add(new Cell(collection, row[..keys.Count], at, row[keys.Count] as string));
                }
            }
        }

        return cells;
    }
}
