using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>People who were erased and came back, by an import or from a backup: their objection stands again.</summary>
internal sealed class Reimports(SqlSystem system, Values values)
{
    /// <summary>Rows changed.</summary>
    public async Task<long> RepeatObjectionsAsync(CancellationToken cancellationToken)
    {
        var back = await FindAsync(cancellationToken);
        if (back.Count == 0)
        {
            return 0;
        }

        await using var session = await SqlSession.BeginAsync(system.Database, writes: true, cancellationToken);
        var changed = 0L;
        foreach (var (rule, subject) in back)
        {
            var person = await new Selector(system, session).DescribeAsync(subject, cancellationToken);
            changed += await new Purposes(system, session, values).RepeatAsync(rule, person, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return changed;
    }

    /// <summary>Whoever holds an identifier of an objection now, by whatever other identifiers they came back.</summary>
    private async Task<List<(PurposeRule Rule, SubjectKey Subject)>> FindAsync(CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(system.Database, writes: false, cancellationToken);
        var index = new KeptIndex(system, session);
        var back = new List<(PurposeRule, SubjectKey)>();
        if (!await index.ExistsAsync(cancellationToken))
        {
            return back;
        }

        foreach (var rule in system.Map.Purposes.Where(rule => rule.Outlives is not null))
        {
            foreach (var subject in await HoldersAsync(session, index, rule.Purpose, cancellationToken))
            {
                back.Add((rule, subject));
            }
        }

        return back;
    }

    private async Task<HashSet<SubjectKey>> HoldersAsync(SqlSession session, KeptIndex index, string purpose, CancellationToken cancellationToken)
    {
        var holders = new HashSet<SubjectKey>();
        var objected = new Query();
        objected.Text = $"SELECT 1 FROM {KeptIndex.Table} WHERE what = {objected.Add(KeptIndex.Objection)} AND name = {objected.Add(purpose)} LIMIT 1";
        if ((await session.RowsAsync(objected, cancellationToken)).Count == 0)
        {
            return holders;
        }

        foreach (var (identifier, at) in system.Map.Identifiers.Where(rule => rule.IsUnique).SelectMany(rule => rule.Fields.Select(at => (rule, at))))
        {
            var query = new Query();
            var unless = identifier.UnlessIn(at.Collection);
            var condition = $"{index.Digest(query, identifier, Matching.Expression(system, at, identifier))} IN "
                + $"(SELECT digest FROM {KeptIndex.Table} WHERE what = {query.Add(KeptIndex.Objection)} AND name = {query.Add(purpose)})"
                + (unless.Count == 0 ? string.Empty : $" AND NOT {Matching.All(system, query, at.Collection, unless)}");
            foreach (var (subject, where) in system.Reach.Back(at.Collection, condition))
            {
                query.Text = $"SELECT DISTINCT {SqlSystem.Col(subject, system.Reach.PrimaryKey(subject))} FROM {SqlDatabase.Quote(subject)} WHERE {where}";
                holders.UnionWith((await session.RowsAsync(query, cancellationToken)).Select(row => new SubjectKey(subject, row[0])));
            }
        }

        return holders;
    }
}
