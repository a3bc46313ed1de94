using System.Globalization;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

internal sealed record KeptRow(IReadOnlyList<object?> Key, RetentionRule? Rule, DateOnly? Until);

internal sealed record MaskedRow(IReadOnlyList<object?> Key, IReadOnlyDictionary<string, string?> Values);

/// <summary>What erasure does with the person's rows of one collection.</summary>
internal sealed record CollectionPlan(Collection Collection, ErasureRule Rule)
{
    public List<IReadOnlyList<object?>> Deleted { get; } = [];

    public List<MaskedRow> Masked { get; } = [];

    public List<KeptRow> Kept { get; } = [];

    public int Erased => Deleted.Count + Masked.Count;
}

/// <summary>Reads what erasure would do, row by row, before anything is touched. The forecast, the act and the check all ask this one.</summary>
internal sealed class ErasurePlan(SqlSystem system, SqlSession session, DateOnly today)
{
    public async Task<List<CollectionPlan>> ReadAsync(Person person, CancellationToken cancellationToken)
    {
        var plans = new List<CollectionPlan>();
        foreach (var collection in ErasureOrder.Of(system.Map))
        {
            plans.Add(await ReadAsync(collection, person, cancellationToken));
        }

        return plans;
    }

    public static List<OutcomePart> Outcome(IReadOnlyList<CollectionPlan> plans, IReadOnlyList<OutcomePart> objections)
    {
        var parts = plans.Where(plan => plan.Erased > 0).GroupBy(plan => plan.Collection.Category, StringComparer.Ordinal)
            .Select(group => Parts.Done(group.Key, group.Sum(plan => plan.Erased))).ToList();
        parts.AddRange(Retained(plans).Concat(objections));
        return parts.Count > 0 ? parts : [Parts.NotConcerned()];
    }

    public static IEnumerable<OutcomePart> Retained(IEnumerable<CollectionPlan> plans) =>
        plans.SelectMany(plan => plan.Kept.Select(row => (plan.Collection.Category, Ground: row.Rule?.Ground ?? plan.Rule.Ground, Basis: row.Rule?.Basis ?? plan.Rule.Basis, row.Until)))
            .GroupBy(row => (row.Category, row.Ground, row.Basis))
            .Select(group => Parts.Retained(
                group.Key.Category, group.Key.Ground, group.Key.Basis, group.Any(row => row.Until is null) ? null : group.Max(row => row.Until), group.Count()));

    /// <summary>What a retention rule needs to see of a row: whether it applies, and the date.</summary>
    public static IEnumerable<string> RetentionColumns(SqlSystem system, Query query, RetentionRule rule)
    {
        yield return $"CASE WHEN {Matching.All(system, query, rule.Collection, rule.When)} THEN 1 ELSE 0 END";
        yield return rule.Date is { } date ? DateOf(date, Joins.Path(system.Map, rule.Collection, date.Collection)!, 0) : "NULL";
    }

    public static KeptRow? Kept(IReadOnlyList<RetentionRule> rules, IReadOnlyList<object?> key, IReadOnlyList<object?> cells, TimeZoneInfo zone, DateOnly today)
    {
        var kept = rules.Select((rule, i) => (rule, Applies: Convert.ToInt64(cells[2 * i], CultureInfo.InvariantCulture) == 1, Date: cells[(2 * i) + 1]))
            .Where(found => found.Applies && RetentionRules.Keeps(found.rule, found.Date, zone, today))
            .Select(found => new KeptRow(key, found.rule, RetentionRules.Until(found.rule, found.Date, zone)))
            .OrderByDescending(row => row.Until ?? DateOnly.MaxValue);
        return kept.FirstOrDefault();
    }

    private async Task<CollectionPlan> ReadAsync(Collection collection, Person person, CancellationToken cancellationToken)
    {
        var plan = new CollectionPlan(collection, system.Map.Erasure[collection.Name]);
        var query = new Query();
        if (system.Reach.Where(query, collection.Name, person) is not { } where)
        {
            return plan;
        }

        var retention = system.Map.Retention.Where(rule => rule.Collection == collection.Name).ToList();
        var masks = plan.Rule.Kind == ErasureKind.Mask ? Masking.Of(collection, plan.Rule) : [];
        var shared = new SharedRows(system.Map, collection.Name, person);
        var keys = collection.PrimaryKey.Select(field => SqlSystem.Col(collection.Name, field.Name)).ToList();
        var columns = keys.Concat(retention.SelectMany(rule => RetentionColumns(system, query, rule)))
            .Concat(masks.Select(mask => system.Database.AsText(SqlSystem.Col(collection.Name, mask.Field.Name))))
            .Concat(shared.Deciding.Select(name => SqlSystem.Col(collection.Name, name)));
        query.Text = $"SELECT {string.Join(", ", columns)} FROM {SqlDatabase.Quote(collection.Name)} WHERE {where}";
        foreach (var row in await session.RowsAsync(query, cancellationToken))
        {
            var key = row[..keys.Count];
            var rest = row[keys.Count..];
            var cells = rest[(2 * retention.Count)..];
            var kept = plan.Rule.Kind == ErasureKind.Keep ? new KeptRow(key, null, null) : Kept(retention, key, rest, system.Map.Zone, today);
            if (kept is not null)
            {
                plan.Kept.Add(kept);
            }
            else if (plan.Rule.Kind == ErasureKind.Delete)
            {
                plan.Deleted.Add(key);
            }
            else
            {
                var deciding = shared.Deciding.Select((name, i) => (name, Value: cells[masks.Count + i])).ToDictionary(cell => cell.name, cell => cell.Value, StringComparer.Ordinal);
                AddMasked(plan, key, masks.Select((mask, i) => (mask.Field, mask.Mask, (string?)cells[i])).Where(cell => shared.IsOwn(cell.Field.Name, deciding)));
            }
        }

        return plan;
    }

    private void AddMasked(CollectionPlan plan, IReadOnlyList<object?> key, IEnumerable<(Field Field, Mask Mask, string? Value)> cells)
    {
        var values = cells.Where(cell => !cell.Mask.IsMasked(cell.Value, cell.Field.Length))
            .ToDictionary(cell => cell.Field.Name, cell => cell.Mask.Apply(cell.Value!, cell.Field.Length, system.MaskingKey), StringComparer.Ordinal);
        if (values.Count > 0)
        {
            plan.Masked.Add(new MaskedRow(key, values));
        }
    }

    private static string DateOf(FieldRef date, IReadOnlyList<(FieldRef Here, FieldRef There)> path, int hop)
    {
        if (hop == path.Count)
        {
            return SqlSystem.Col(date.Collection, date.Field);
        }

        var (here, there) = path[hop];
        return $"(SELECT MAX({DateOf(date, path, hop + 1)}) FROM {SqlDatabase.Quote(there.Collection)} "
            + $"WHERE {SqlSystem.Col(there.Collection, there.Field)} = {SqlSystem.Col(here.Collection, here.Field)})";
    }
}
