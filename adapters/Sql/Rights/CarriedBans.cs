using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;
using DsrGateway.Adapters.Sql.Subjects;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>A list of addresses not to be written to knows an address by its value: when it is corrected, the ban goes along.</summary>
internal sealed class CarriedBans(SqlSystem system, SqlSession session)
{
    public async Task CarryAsync(Person person, FieldRef corrected, string oldValue, string newValue, CancellationToken cancellationToken)
    {
        if (system.Map.IdentifierAt(corrected.Collection, corrected.Field) is not { } rule
            || !person.Own.GetValueOrDefault(rule.Type, []).Any(own => TextFold.Of(own) == TextFold.Of(oldValue.Trim())))
        {
            return;
        }

        foreach (var list in Edges.All(system.Map).Where(edge => edge.From == corrected && system.Map.Erasure[edge.To.Collection].Kind == ErasureKind.Keep).Select(edge => edge.To))
        {
            var query = new Query();
            var keys = system.Map.Of(list.Collection).PrimaryKey.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            var columns = system.Catalogue.Columns(list.Collection).Where(column => !keys.Contains(column.Name)).ToList();
            var cells = columns.Select(column => column.Name == list.Field ? system.Database.Value(query, column, newValue) : SqlSystem.Col(list.Collection, column.Name));
            var table = SqlDatabase.Quote(list.Collection);
            query.Text = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => SqlDatabase.Quote(column.Name)))}) "
                + $"SELECT {string.Join(", ", cells)} FROM {table} WHERE {Equal(query, list, rule, oldValue)} "
                + $"AND NOT EXISTS (SELECT 1 FROM {table} WHERE {Equal(query, list, rule, newValue)})";
            await session.ExecuteAsync(query, cancellationToken);
        }
    }

    private string Equal(Query query, FieldRef list, IdentifierRule rule, string value) => Matching.Equal(system, query, list, rule with { Join = [] }, value);
}
