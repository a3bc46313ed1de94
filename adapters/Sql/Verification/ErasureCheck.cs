using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Rights;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Verification;

/// <summary>Whether an erasure was carried out: nothing hangs on the subjects' keys, and what tells this person from others stands nowhere.</summary>
internal sealed class ErasureCheck(SqlSystem system, SqlSession session, Values clock)
{
    public async Task<List<OutcomePart>> RunAsync(StepContext step, CancellationToken cancellationToken)
    {
        var subjects = await SubjectRefs.ReadAsync(system, session, step.SubjectRefs, cancellationToken);
        var values = await new Selector(system, session).DistinguishingAsync(step.Identifiers, cancellationToken);
        var kept = await KeptAsync(values, SubjectRefs.Kept(step.SubjectRefs), cancellationToken);
        var plans = await new ErasurePlan(system, session, clock.Today).ReadAsync(new Person(subjects, Person.NothingOwn) { Kept = kept }, cancellationToken);
        var hits = await new TextSearch(system, session, clock.Today).RunAsync(values, cancellationToken);

        var residue = plans.SelectMany(Hanging).Concat(hits.Where(hit => hit.Kept is null).GroupBy(hit => (hit.Collection, hit.Column))
                .Select(group => Parts.Residue(group.Key.Collection.Category, $"{group.Key.Collection.Name}.{group.Key.Column}", group.Count())))
            .GroupBy(part => part.Place, StringComparer.Ordinal).Select(group => group.MaxBy(part => part.Count)!).ToList();
        return Answer(residue, [.. Retained(plans, hits, Keeping.Outcome(new Keeping(system, session, clock).Remembered(kept)))]);
    }

    private async Task<Kept> KeptAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> values, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        var index = new KeptIndex(system, session);
        return await index.ExistsAsync(cancellationToken)
            ? await index.ReadAsync([.. digests.Union(await index.DigestsAsync(values, cancellationToken))], cancellationToken)
            : Kept.Nothing;
    }

    private List<OutcomePart> Answer(List<OutcomePart> residue, List<OutcomePart> retained)
    {
        var spoken = residue.Concat(retained).Select(part => part.Category).ToHashSet(StringComparer.Ordinal);
        var clean = system.Map.Collections.Select(collection => collection.Category).Distinct(StringComparer.Ordinal).Where(category => !spoken.Contains(category));
        return [.. residue, .. retained, .. clean.Select(category => Parts.Done(category, 0))];
    }

    private static IEnumerable<OutcomePart> Hanging(CollectionPlan plan)
    {
        if (plan.Deleted.Count > 0)
        {
            var place = $"{plan.Collection.Name}.{plan.Collection.PrimaryKey[0].Name}";
            yield return Parts.Residue(plan.Collection.Category, place, plan.Deleted.Count);
        }

        foreach (var column in plan.Masked.SelectMany(row => row.Values.Keys).GroupBy(column => column, StringComparer.Ordinal))
        {
            yield return Parts.Residue(plan.Collection.Category, $"{plan.Collection.Name}.{column.Key}", column.Count());
        }
    }

    // A kept row may be found by its key, by its text or by both: the larger number is told.
    private static IEnumerable<OutcomePart> Retained(List<CollectionPlan> plans, List<Hit> hits, IEnumerable<OutcomePart> objections)
    {
        var byText = hits.Where(hit => hit.Kept is not null).GroupBy(hit => (hit.Collection, hit.Column)).Select(group =>
        {
            var plan = new CollectionPlan(group.Key.Collection, plans.First(p => p.Collection == group.Key.Collection).Rule);
            plan.Kept.AddRange(group.Select(hit => hit.Kept!));
            return plan;
        });
        return ErasurePlan.Retained(plans).Concat(objections).Concat(byText.SelectMany(plan => ErasurePlan.Retained([plan])))
            .GroupBy(part => (part.Category, part.Ground, part.Basis)).Select(group => group.MaxBy(part => part.Count)!);
    }
}
