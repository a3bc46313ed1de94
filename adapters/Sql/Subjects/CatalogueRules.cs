using DsrGateway.Adapters.Sql.Databases;
using DsrGateway.Adapters.Sql.Maps;

namespace DsrGateway.Adapters.Sql.Subjects;

/// <summary>Whether the database is what the map says it is.</summary>
internal static class CatalogueRules
{
    public static IEnumerable<string> Check(DataMap map, Catalogue catalogue)
    {
        foreach (var collection in map.Collections)
        {
            if (catalogue.Columns(collection.Name).Count == 0)
            {
                yield return $"no table {collection.Name}";
                continue;
            }

            foreach (var field in collection.Fields.Where(field => catalogue.Find(collection.Name, field.Name) is null))
            {
                yield return $"no column {collection.Name}.{field.Name}";
            }

            var rule = map.Erasure[collection.Name];
            var masks = map.Erases && rule.Kind == ErasureKind.Mask ? Masking.Of(collection, rule) : [];
            foreach (var (field, _) in masks.Where(mask => mask.Mask.Kind == MaskKind.Null && IsRequired(collection.Name, mask.Field.Name)))
            {
                yield return $"{collection.Name}.{field.Name} cannot be null, so null_rewrite cannot mask it";
            }
        }

        foreach (var missing in map.Lookups.SelectMany(rule => rule.Columns.Append(rule.To.Field).Where(column => catalogue.Find(rule.To.Collection, column) is null)
            .Select(column => $"{rule.To.Collection}.{column}")).Distinct(StringComparer.Ordinal))
        {
            yield return $"no column {missing}";
        }

        foreach (var rule in map.Retention)
        {
            foreach (var column in rule.Detach.Where(column => IsRequired(rule.Collection, column)))
            {
                yield return $"{rule.Collection}.{column} cannot be null, so it cannot be detached";
            }
        }

        bool IsRequired(string table, string column) => catalogue.Find(table, column) is { IsNullable: false };
    }
}
