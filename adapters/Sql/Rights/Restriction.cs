using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>Restriction: the columns the map names are set on the person's rows.</summary>
internal sealed class Restriction(SqlSystem system, SqlSession session, Values values)
{
    public async Task<List<OutcomePart>> RunAsync(Person person, bool isForecast, CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        foreach (var rule in system.Map.Restriction)
        {
            var query = new Query();
            if (system.Reach.Where(query, rule.Collection, person) is not { } where)
            {
                continue;
            }

            var table = SqlDatabase.Quote(rule.Collection);
            if (isForecast)
            {
                query.Text = $"SELECT COUNT(*) FROM {table} WHERE {where}";
                counts.Add((system.Map.Of(rule.Collection).Category, Convert.ToInt64((await session.RowsAsync(query, cancellationToken))[0][0], null)));
                continue;
            }

            var set = values.Resolve(rule.Collection, rule.Set, null, null);
            query.Text = $"UPDATE {table} SET {new RowChanges(system, session).Assignments(query, rule.Collection, set)} WHERE {where}";
            counts.Add((system.Map.Of(rule.Collection).Category, await session.ExecuteAsync(query, cancellationToken)));
        }

        return Parts.Counted(counts);
    }
}
