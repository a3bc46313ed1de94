using System.Text.Json;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>
/// dsr_kept: what an erasure kept, under digests of the identifiers that were the person's alone, so that the person who comes again by one of
/// them finds it. The digests are made by the database with a key that stands beside them: pseudonyms, not anonymous.
/// </summary>
internal sealed class KeptIndex(SqlSystem system, SqlSession session)
{
    public const string Table = "dsr_kept", KeyTable = "dsr_kept_key", Row = "row", Objection = "objection";
    private string? _key;

    /// <summary>False before the first erasure that kept something, and where the map keeps nothing.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        if (!system.Map.KeepsAnything)
        {
            return false;
        }

        var query = new Query();
        query.Text = system.Database.TableExists(query, KeyTable);
        if (_key is null && (await session.RowsAsync(query, cancellationToken)).Count > 0)
        {
            var rows = await session.RowsAsync(new Query { Text = $"SELECT key FROM {KeyTable}" }, cancellationToken);
            _key = rows.Count > 0 ? (string)rows[0][0]! : null;
        }

        return _key is not null;
    }

    /// <summary>What the digest of a column's value is, as an expression. Known once ExistsAsync said so.</summary>
    public string Digest(Query query, IdentifierRule rule, string expression)
    {
        var text = $"TRIM({system.Database.AsText(expression)})";
        return system.Database.Digest(rule.IgnoresCase ? system.Database.Fold(text) : text, query.Add($"{_key}\n{rule.Type}\n"));
    }

    public async Task<List<string>> DigestsAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> own, CancellationToken cancellationToken)
    {
        var digests = new List<string>();
        foreach (var rule in system.Map.Identifiers.Where(rule => rule.IsUnique))
        {
            foreach (var value in own.GetValueOrDefault(rule.Type, []))
            {
                var query = new Query();
                query.Text = $"SELECT {Digest(query, rule, query.Add(value))}";
                digests.Add((string)(await session.RowsAsync(query, cancellationToken))[0][0]!);
            }
        }

        return [.. digests.Distinct(StringComparer.Ordinal)];
    }

    public async Task<Kept> ReadAsync(IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        if (digests.Count == 0)
        {
            return Kept.Nothing;
        }

        var query = new Query();
        query.Text = $"SELECT what, name, row_key, guard, kept_at, digest FROM {Table} WHERE digest IN ({string.Join(", ", digests.Select(query.Add))}) ORDER BY what, name, row_key, kept_at";
        var found = await session.RowsAsync(query, cancellationToken);
        return await ReadAsync(found, [.. found.Select(row => (string)row[5]!).Distinct(StringComparer.Ordinal)], cancellationToken);
    }

    private async Task<Kept> ReadAsync(List<object?[]> records, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        var (rows, objections) = (new List<KeptKey>(), new List<KeptObjection>());
        foreach (var found in records.DistinctBy(record => (record[0], record[1], record[2], record[3])))
        {
            if ((string)found[0]! == Objection)
            {
                objections.Add(new KeptObjection((string)found[1]!, (string)found[4]!));
            }
            else if (system.Map.Find((string)found[1]!) is not null)
            {
                var row = new KeptKey((string)found[1]!, JsonSerializer.Deserialize<string[]>((string)found[2]!)!);
                if (await GuardAsync(row, cancellationToken) == (string)found[3]!)
                {
                    rows.Add(row);
                }
            }
        }

        return new Kept(digests, rows, [.. objections.GroupBy(objection => objection.Purpose).Select(group => group.MinBy(objection => objection.Since)!)]);
    }

    /// <summary>
    /// What tells the kept row from another that got its key later: that it, and what it hangs on, is still cut loose, and where it hangs. Null
    /// if it is gone. What the application may go on to change in a kept row, such as a payment's state, is not part of it.
    /// </summary>
    public async Task<string?> GuardAsync(KeptKey row, CancellationToken cancellationToken)
    {
        var collection = system.Map.Of(row.Collection);
        var detached = Detached(row.Collection);
        var hanging = collection.Fields.Where(field => field.References.Count > 0 && !detached.Contains(field.Name)).ToList();
        var fields = hanging.Count > 0 || detached.Count > 0 ? hanging : [.. collection.Fields.Where(field => field.Categories.Count > 0)];
        var query = new Query();
        var cells = fields.Select(field => $"COALESCE({system.Database.AsText(SqlSystem.Col(collection.Name, field.Name))}, '')");
        query.Text = $"SELECT {system.Database.Digest(string.Join(" || '\n' || ", cells.DefaultIfEmpty("''")), query.Add(_key!))} "
            + $"FROM {SqlDatabase.Quote(collection.Name)} WHERE {system.Reach.Row(query, row)}"
            + string.Concat(detached.Select(column => $" AND {SqlSystem.Col(collection.Name, column)} IS NULL")) + string.Concat(hanging.SelectMany(field => Above(collection, field)));
        return (await session.RowsAsync(query, cancellationToken)) is [var only, ..] ? (string)only[0]! : null;
    }

    /// <summary>Columns that an erasure empties in rows that it keeps.</summary>
    public HashSet<string> Detached(string collection) =>
        system.Map.Retention.Where(rule => rule.Collection == collection).SelectMany(rule => rule.Detach).ToHashSet(StringComparer.Ordinal);

    /// <summary>A payment is still the person's only while its invoice is.</summary>
    private IEnumerable<string> Above(Collection collection, Field field) =>
        from target in field.References.Select(reference => reference.Target)
        let cut = Detached(target.Collection)
        where cut.Count > 0
        select $" AND {SqlSystem.Col(collection.Name, field.Name)} IN (SELECT {SqlSystem.Col(target.Collection, target.Field)} FROM {SqlDatabase.Quote(target.Collection)} "
            + $"WHERE {string.Join(" AND ", cut.Select(column => $"{SqlSystem.Col(target.Collection, column)} IS NULL"))})";
}
