using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Rights;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Verification;

internal sealed record Hit(Collection Collection, string Column, KeptRow? Kept);

/// <summary>
/// Looks for values in every text column of every table of the map, by the database's own list of columns: the map is what the erasure went by,
/// so a column it forgot would be forgotten twice.
/// </summary>
internal sealed class TextSearch(SqlSystem system, SqlSession session, DateOnly today)
{
    public async Task<List<Hit>> RunAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> values, CancellationToken cancellationToken)
    {
        var inText = new List<string>();
        var inColumns = new List<(IdentifierRule Rule, string Value)>();
        foreach (var rule in system.Map.Identifiers)
        {
            foreach (var value in values.GetValueOrDefault(rule.Type, []))
            {
                if (WholeValue.IsSearchedInText(rule, value))
                {
                    inText.Add(TextFold.Of(value));
                }

                inColumns.Add((rule, value));
            }
        }

        var hits = new List<Hit>();
        foreach (var collection in system.Map.Collections)
        {
            hits.AddRange(await SearchAsync(collection, inText, inColumns, cancellationToken));
        }

        return hits;
    }

    private async Task<List<Hit>> SearchAsync(
        Collection collection, List<string> inText, List<(IdentifierRule Rule, string Value)> inColumns, CancellationToken cancellationToken)
    {
        var query = new Query();
        var columns = inText.Count == 0 ? [] : system.Catalogue.Columns(collection.Name).Where(system.Database.MayHoldText).ToList();
        var texts = columns.Select(column => system.Database.Fold(system.Database.AsText(SqlSystem.Col(collection.Name, column.Name)))).ToList();
        var likes = inText.Select(value => query.Add(WholeValue.Like(value))).ToList();
        var typed = inColumns.SelectMany(pair => pair.Rule.Fields.Where(at => at.Collection == collection.Name)
            .Select(at => (at.Field, Condition: Matching.Equal(system, query, at, pair.Rule, pair.Value)))).ToList();
        var conditions = texts.SelectMany(text => likes.Select(like => $"{text} LIKE {like} ESCAPE '\\'")).Concat(typed.Select(pair => pair.Condition)).ToList();
        if (conditions.Count == 0)
        {
            return [];
        }

        var retention = system.Map.Retention.Where(rule => rule.Collection == collection.Name).ToList();
        var selected = retention.SelectMany(rule => ErasurePlan.RetentionColumns(system, query, rule)).Concat(texts)
            .Concat(typed.Select(pair => $"CASE WHEN {pair.Condition} THEN 1 ELSE 0 END")).ToList();
        query.Text = $"SELECT {string.Join(", ", selected)} FROM {SqlDatabase.Quote(collection.Name)} WHERE {string.Join(" OR ", conditions)}";
        var hits = new List<Hit>();
        foreach (var row in await session.RowsAsync(query, cancellationToken))
        {
            var cells = row[(2 * retention.Count)..];
            var found = columns.Where((_, i) => cells[i] is string text && inText.Any(value => WholeValue.IsIn(text, value))).Select(column => column.Name)
                .Concat(typed.Where((_, i) => Convert.ToInt64(cells[columns.Count + i], null) == 1).Select(pair => pair.Field)).Distinct(StringComparer.Ordinal).ToList();
            var kept = system.Map.Erasure[collection.Name].Kind == ErasureKind.Keep
                ? new KeptRow([], null, null)
                : ErasurePlan.Kept(retention, [], row, system.Map.Zone, today);
            hits.AddRange(found.Select(column => new Hit(collection, column, kept)));
        }

        return hits;
    }
}
