using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Rights;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Verification;

/// <summary>Whether a restriction stands, and whether a rectification left the old value nowhere and the new one somewhere.</summary>
internal sealed class ChangeChecks(SqlSystem system, SqlSession session, Values values)
{
    public async Task<List<OutcomePart>> RestrictionAsync(Person person, CancellationToken cancellationToken)
    {
        var parts = new List<OutcomePart>();
        foreach (var rule in system.Map.Restriction)
        {
            foreach (var (column, value) in values.Resolve(rule.Collection, rule.Set, null, null))
            {
                var query = new Query();
                if (system.Reach.Where(query, rule.Collection, person) is not { } where)
                {
                    continue;
                }

                var expression = SqlSystem.Col(rule.Collection, column);
                var wrong = value is null ? $"{expression} IS NOT NULL"
                    : Values.IsOfTheMoment(rule.Set[column]) ? $"{expression} IS NULL"
                    : $"({expression} IS NULL OR {expression} <> {system.Database.Value(query, system.Catalogue.Of(rule.Collection, column), value)})";
                query.Text = $"SELECT COUNT(*) FROM {SqlDatabase.Quote(rule.Collection)} WHERE {where} AND {wrong}";
                var count = Convert.ToInt64((await session.RowsAsync(query, cancellationToken))[0][0], null);
                var category = system.Map.Of(rule.Collection).Category;
                parts.Add(count == 0 ? Parts.Done(category, 0) : Parts.Residue(category, $"{rule.Collection}.{column}", count));
            }
        }

        return Distinct(parts);
    }

    public async Task<List<OutcomePart>> RectificationAsync(Person person, IEnumerable<Correction> corrections, CancellationToken cancellationToken)
    {
        var parts = new List<OutcomePart>();
        foreach (var category in corrections.GroupBy(correction => correction.Category, StringComparer.Ordinal))
        {
            parts.AddRange(await CheckAsync(category.Key, [.. category], person, cancellationToken));
        }

        return Distinct(parts);
    }

    private async Task<List<OutcomePart>> CheckAsync(string category, List<Correction> corrections, Person person, CancellationToken cancellationToken)
    {
        var parts = new List<OutcomePart>();
        var fields = system.Map.Correctable(category).ToList();
        if (fields.Count == 0)
        {
            return [Parts.NotConcerned(category)];
        }

        var stands = false;
        // Only where corrections are made: an invoice keeps what was billed.
        foreach (var collection in fields.Select(at => at.Collection).Distinct(StringComparer.Ordinal).Select(system.Map.Of))
        {
            foreach (var correction in corrections)
            {
                var (old, isNew) = await LookAsync(collection, person, correction, cancellationToken);
                parts.AddRange(old.Select(column => Parts.Residue(category, $"{collection.Name}.{column.Key}", column.Value)));
                stands |= isNew;
            }
        }

        parts.Add(stands ? Parts.Done(category, 0) : Parts.Residue(category, fields[0].ToString(), 1));
        return parts;
    }

    // All of the row's text columns, mapped or not: systems keep copies of a value in another form beside it.
    private async Task<(Dictionary<string, long> Old, bool IsNew)> LookAsync(
        Collection collection, Person person, Correction correction, CancellationToken cancellationToken)
    {
        var old = new Dictionary<string, long>(StringComparer.Ordinal);
        var query = new Query();
        if (system.Reach.Where(query, collection.Name, person) is not { } where)
        {
            return (old, false);
        }

        var columns = system.Catalogue.Columns(collection.Name).Where(system.Database.MayHoldText).Select(column => column.Name)
            .Union(collection.Fields.Where(field => field.IsOf(correction.Category)).Select(field => field.Name)).ToList();
        var texts = columns.Select(column => system.Database.AsText(SqlSystem.Col(collection.Name, column)));
        query.Text = $"SELECT {string.Join(", ", texts)} FROM {SqlDatabase.Quote(collection.Name)} WHERE {where}";
        var isNew = false;
        foreach (var row in await session.RowsAsync(query, cancellationToken))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var text = row[i] is string cell ? TextFold.Of(cell).Trim() : string.Empty;
                var isOfCategory = collection.Find(columns[i])?.IsOf(correction.Category) == true;
                isNew |= isOfCategory && text == TextFold.Of(correction.NewValue).Trim();
                if (text.Length > 0 && HoldsOld(text, correction, isOfCategory))
                {
                    old[columns[i]] = old.GetValueOrDefault(columns[i]) + 1;
                }
            }
        }

        return (old, isNew);
    }

    private static bool HoldsOld(string text, Correction correction, bool isOfCategory)
    {
        var (oldValue, newValue) = (TextFold.Of(correction.OldValue).Trim(), TextFold.Of(correction.NewValue).Trim());
        if (oldValue.Length == 0 || oldValue == newValue)
        {
            return false;
        }

        var isBeside = isOfCategory || oldValue.Contains('@', StringComparison.Ordinal);
        return text == oldValue || (isBeside && WholeValue.IsIn(text, oldValue) && !WholeValue.IsIn(text, newValue));
    }

    // One residue in a category, and the category is not done.
    private static List<OutcomePart> Distinct(List<OutcomePart> parts)
    {
        var residue = parts.Where(part => part.Kind == OutcomeKind.Residue).ToList();
        var clean = parts.Where(part => part.Kind == OutcomeKind.Done && residue.All(other => other.Category != part.Category)).DistinctBy(part => part.Category);
        List<OutcomePart> all = [.. residue.DistinctBy(part => part.Place), .. clean];
        return all.Count > 0 ? all : [Parts.NotConcerned()];
    }
}
