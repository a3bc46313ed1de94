using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>How many rows of the person there are, for a forecast.</summary>
internal static class Holdings
{
    public static async Task<List<OutcomePart>> CountAsync(SqlSystem system, SqlSession session, Person person, CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        foreach (var collection in system.Map.Collections)
        {
            var query = new Query();
            if (system.Reach.Where(query, collection.Name, person) is { } where)
            {
                query.Text = $"SELECT COUNT(*) FROM {SqlDatabase.Quote(collection.Name)} WHERE {where}";
                counts.Add((collection.Category, Convert.ToInt64((await session.RowsAsync(query, cancellationToken))[0][0], null)));
            }
        }

        return Parts.Counted(counts);
    }
}
