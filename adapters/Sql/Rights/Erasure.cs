using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Erasure, by the plan: first what is kept is cut loose, then masks, then rows that point at others before those they point at.</summary>
internal sealed class Erasure(SqlSystem system, SqlSession session, Values values)
{
    public async Task<List<OutcomePart>> RunAsync(Person person, CancellationToken cancellationToken)
    {
        await LockAsync(person, cancellationToken);
        if (await RefusalAsync(person, cancellationToken) is { } refusal)
        {
            return [refusal];
        }

        var keeping = new Keeping(system, session, values);
        var objections = await keeping.ObjectionsAsync(person, cancellationToken);
        var plans = await new ErasurePlan(system, session, values.Today).ReadAsync(person, cancellationToken);
        var changes = new RowChanges(system, session);
        foreach (var plan in plans)
        {
            await DetachAsync(plan, changes, cancellationToken);
        }

        foreach (var plan in plans)
        {
            foreach (var row in plan.Masked)
            {
                await changes.UpdateAsync(plan.Collection, row.Key, row.Values, cancellationToken);
            }

            foreach (var key in plan.Deleted)
            {
                await changes.DeleteAsync(plan.Collection, key, cancellationToken);
            }
        }

        if (!await AreKeptAsync(plans, changes, cancellationToken))
        {
            return [Parts.Failed()];
        }

        await keeping.RememberAsync(person, plans, objections, cancellationToken);
        return Outcome(plans, objections);
    }

    public async Task<List<OutcomePart>> ForecastAsync(Person person, CancellationToken cancellationToken) =>
        await RefusalAsync(person, cancellationToken) is { } refusal
            ? [refusal]
            : Outcome(
                await new ErasurePlan(system, session, values.Today).ReadAsync(person, cancellationToken),
                await new Keeping(system, session, values).ObjectionsAsync(person, cancellationToken));

    private static List<OutcomePart> Outcome(IReadOnlyList<CollectionPlan> plans, IReadOnlyList<PurposeRule> objections) =>
        ErasurePlan.Outcome(plans, [.. Keeping.Outcome(objections)]);

    private async Task LockAsync(Person person, CancellationToken cancellationToken)
    {
        foreach (var collection in system.Map.Subjects)
        {
            var query = new Query();
            if (system.Database.RowLock.Length > 0 && system.Reach.Where(query, collection, person) is { } where)
            {
                query.Text = $"SELECT 1 FROM {SqlDatabase.Quote(collection)} WHERE {where}{system.Database.RowLock}";
                await session.RowsAsync(query, cancellationToken);
            }
        }
    }

    private async Task<OutcomePart?> RefusalAsync(Person person, CancellationToken cancellationToken)
    {
        foreach (var rule in system.Map.Conditions)
        {
            foreach (var subject in person.In(rule.Collection))
            {
                var alone = person with { Subjects = [subject] };
                var query = new Query();
                var where = system.Reach.Where(query, rule.Collection, alone);
                var met = Matching.All(system, query, rule.Collection, rule.When, test => Exists(query, test, alone));
                query.Text = $"SELECT 1 FROM {SqlDatabase.Quote(rule.Collection)} WHERE {where} AND NOT {met}";
                if ((await session.RowsAsync(query, cancellationToken)).Count > 0)
                {
                    return Parts.Refused(string.Empty, rule.Ground, rule.Basis);
                }
            }
        }

        return null;
    }

    private string Exists(Query query, RowTest test, Person person) => system.Reach.Where(query, test.Field, person) is { } where
        ? $"EXISTS (SELECT 1 FROM {SqlDatabase.Quote(test.Field)} WHERE {where} AND {Matching.All(system, query, test.Field, test.Inner)})"
        : "FALSE";

    private static async Task DetachAsync(CollectionPlan plan, RowChanges changes, CancellationToken cancellationToken)
    {
        foreach (var row in plan.Kept.Where(row => row.Rule is { Detach.Count: > 0 }))
        {
            await changes.UpdateAsync(plan.Collection, row.Key, row.Rule!.Detach.ToDictionary(column => column, _ => (string?)null), cancellationToken);
        }
    }

    // ON DELETE CASCADE knows nothing of retention.
    private static async Task<bool> AreKeptAsync(IReadOnlyList<CollectionPlan> plans, RowChanges changes, CancellationToken cancellationToken)
    {
        foreach (var plan in plans)
        {
            foreach (var row in plan.Kept)
            {
                if (!await changes.ExistsAsync(plan.Collection, row.Key, cancellationToken))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
