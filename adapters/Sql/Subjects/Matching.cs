using System.Globalization;
using System.Text;
using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>Conditions on rows as SQL.</summary>
internal static class Matching
{
    /// <summary>The column holds this value of this type of identifier.</summary>
    public static string Equal(SqlSystem system, Query query, FieldRef at, IdentifierRule rule, string value)
    {
        var column = system.Catalogue.Of(at.Collection, at.Field);
        var expression = Expression(system, at, rule);
        if (rule.IgnoresCase || rule.Join.Count > 0)
        {
            return $"{system.Database.Fold(expression)} = {query.Add(TextFold.Of(value))}";
        }

        return column.Kind switch
        {
            ColumnKind.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? $"{expression} = {query.Add(number)}" : "FALSE",
            ColumnKind.Uuid => Guid.TryParse(value, out var uuid) ? $"{expression} = {query.Add(uuid)}" : "FALSE",
            // Both forms, so that an index on the column serves.
            ColumnKind.Text => $"{expression} IN ({query.Add(value.Normalize(NormalizationForm.FormC))}, {query.Add(value.Normalize(NormalizationForm.FormD))})",
            _ => $"{system.Database.AsText(expression)} = {query.Add(value)}",
        };
    }

    public static string Expression(SqlSystem system, FieldRef at, IdentifierRule rule) => rule.Join.Count == 0
        ? SqlSystem.Col(at.Collection, at.Field)
        : string.Join(" || ' ' || ", rule.Join.Select(column => $"COALESCE({system.Database.AsText(SqlSystem.Col(at.Collection, column))}, '')"));

    /// <summary>All tests hold; never null.</summary>
    public static string All(SqlSystem system, Query query, string collection, IReadOnlyList<RowTest> tests, Func<RowTest, string>? exists = null) =>
        tests.Count == 0
            ? "TRUE"
            : $"COALESCE({string.Join(" AND ", tests.Select(test => test.Kind == TestKind.Exists ? exists!(test) : One(system, query, collection, test)))}, FALSE)";

    private static string One(SqlSystem system, Query query, string collection, RowTest test)
    {
        var at = MapRules.TestField(collection, test);
        var column = system.Catalogue.Of(at.Collection, at.Field);
        var expression = SqlSystem.Col(at.Collection, at.Field);
        var values = string.Join(", ", test.Values.Where(value => value is not null).Select(value => system.Database.Value(query, column, value)));
        return test.Kind switch
        {
            TestKind.IsNull => $"{expression} IS NULL",
            TestKind.NotNull => $"{expression} IS NOT NULL",
            // A row without a value is not equal to one.
            TestKind.NotEqual => $"({expression} IS NULL OR {expression} NOT IN ({values}))",
            _ => $"{expression} IN ({values})",
        };
    }
}
