using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Remembers what an erasure keeps: rows, and objections whose rows go. In the erasure's own transaction.</summary>
internal sealed class Keeping(SqlSystem system, SqlSession session, Values values)
{
    /// <summary>The tables and the key, before the first transaction that may write into them.</summary>
    public static async Task EnsureAsync(SqlSystem system, CancellationToken cancellationToken)
    {
        if (!system.Map.KeepsAnything)
        {
            return;
        }

        await using var connection = await system.Database.OpenAsync(cancellationToken);
        if ((await system.Database.ReadColumnsAsync(connection, KeptIndex.KeyTable, cancellationToken)).Count == 0)
        {
            await using var create = new Query { Text = system.Database.CreateKept }.On(connection, null);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var look = new Query { Text = $"SELECT 1 FROM {KeptIndex.KeyTable}" }.On(connection, null);
        if (await look.ExecuteScalarAsync(cancellationToken) is null)
        {
            var query = new Query();
            query.Text = $"INSERT INTO {KeptIndex.KeyTable} (id, key) VALUES (1, {query.Add(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))}) ON CONFLICT (id) DO NOTHING";
            await using var insert = query.On(connection, null);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>What an earlier erasure kept, for whoever asks later: why each row is still there, and the objections.</summary>
    public async Task<List<OutcomePart>> ToldAsync(Kept kept, CancellationToken cancellationToken)
    {
        var plans = await new ErasurePlan(system, session, values.Today).ReadAsync(new Person([], Person.NothingOwn) { Kept = kept }, cancellationToken);
        return [.. ErasurePlan.Retained(plans), .. Outcome(Remembered(kept))];
    }

    public IEnumerable<PurposeRule> Remembered(Kept kept) =>
        system.Map.Purposes.Where(rule => rule.Outlives is not null && kept.Objections.Any(objection => objection.Purpose == rule.Purpose));

    /// <summary>Objections that stand now, or stood when an earlier erasure took their rows.</summary>
    public async Task<List<PurposeRule>> ObjectionsAsync(Person person, CancellationToken cancellationToken)
    {
        var standing = new List<PurposeRule>();
        foreach (var rule in system.Map.Purposes.Where(rule => rule.Outlives is not null))
        {
            if (person.Kept.Objections.Any(kept => kept.Purpose == rule.Purpose) || await new Purposes(system, session, values).StandsAsync(rule, person, cancellationToken))
            {
                standing.Add(rule);
            }
        }

        return standing;
    }

    public static IEnumerable<OutcomePart> Outcome(IEnumerable<PurposeRule> objections) => objections
        .GroupBy(rule => (rule.Category, rule.Outlives!.Ground, rule.Outlives.Basis))
        .Select(group => Parts.Retained(group.Key.Category, group.Key.Ground, group.Key.Basis, null, group.Select(rule => rule.Purpose).Distinct().Count()));

    /// <summary>Under every identifier the person had alone, and those that led here; what is no longer kept is forgotten.</summary>
    public async Task RememberAsync(Person person, IReadOnlyList<CollectionPlan> plans, IReadOnlyList<PurposeRule> objections, CancellationToken cancellationToken)
    {
        var rows = plans.SelectMany(plan => plan.Kept.Select(row => new KeptKey(plan.Collection.Name, [.. row.Key.Select(Text)]))).ToList();
        var index = new KeptIndex(system, session);
        if ((rows.Count == 0 && objections.Count == 0 && person.Kept.IsNothing) || !await index.ExistsAsync(cancellationToken))
        {
            return;
        }

        // What was erased now is kept of nobody. A row that was cut loose now was this person's alone until then: whoever it is remembered for
        // had another row of the same key.
        var known = person.Kept.Rows.ToHashSet(KeptKey.ByValue);
        foreach (var row in known.Except(rows, KeptKey.ByValue).Concat(rows.Where(row => index.Detached(row.Collection).Count > 0 && !known.Contains(row))))
        {
            await ForgetAsync(row, cancellationToken);
        }

        var guards = new List<string>();
        foreach (var row in rows)
        {
            guards.Add(await index.GuardAsync(row, cancellationToken) ?? string.Empty);
        }

        foreach (var digest in person.Kept.Digests.Union(await index.DigestsAsync(person.Own, cancellationToken)))
        {
            foreach (var (row, guard) in rows.Zip(guards))
            {
                await WriteAsync(digest, KeptIndex.Row, row.Collection, JsonSerializer.Serialize(row.Key), guard, cancellationToken);
            }

            foreach (var purpose in objections.Select(rule => rule.Purpose).Distinct(StringComparer.Ordinal))
            {
                await WriteAsync(digest, KeptIndex.Objection, purpose, string.Empty, string.Empty, cancellationToken);
            }
        }
    }

    private Task<int> ForgetAsync(KeptKey row, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"DELETE FROM {KeptIndex.Table} WHERE what = {query.Add(KeptIndex.Row)} AND name = {query.Add(row.Collection)} AND row_key = {query.Add(JsonSerializer.Serialize(row.Key))}";
        return session.ExecuteAsync(query, cancellationToken);
    }

    private Task<int> WriteAsync(string digest, string what, string name, string key, string guard, CancellationToken cancellationToken)
    {
        var query = new Query();
        query.Text = $"INSERT INTO {KeptIndex.Table} (digest, what, name, row_key, guard, kept_at) VALUES ({query.Add(digest)}, {query.Add(what)}, {query.Add(name)}, "
            + $"{query.Add(key)}, {query.Add(guard)}, {query.Add(values.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))}) ON CONFLICT (digest, what, name, row_key) DO UPDATE SET guard = excluded.guard";
        return session.ExecuteAsync(query, cancellationToken);
    }

    private static string Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? string.Empty;
}
