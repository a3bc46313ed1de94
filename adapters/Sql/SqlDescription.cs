using DsrGateway.Adapters.Sql.Subjects;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql;

/// <summary>What Describe says of a system: what its map offers.</summary>
internal static class SqlDescription
{
    public static SystemDescription Of(SqlSystem system)
    {
        var map = system.Map;
        var description = new SystemDescription { SystemId = system.Id, Product = map.Product };
        // A map with nothing to correct, nothing provided or no such purpose still has an answer to give.
        description.Rights.AddRange([Right.Access, Right.Rectification, Right.Portability, Right.Objection, Right.WithdrawalOfConsent]);
        description.Rights.AddRange(new[]
        {
            (Right.Erasure, map.Erases),
            (Right.Restriction, map.Restriction.Count > 0),
        }.Where(right => right.Item2).Select(right => right.Item1));
        description.SearchedBy.AddRange(map.Identifiers.Select(rule => rule.Type));
        description.Yields.AddRange(map.UniqueTypes);
        description.Categories.AddRange(map.Collections.Select(c => c.Category).Concat(map.Collections.SelectMany(c => c.Fields).SelectMany(f => f.Categories)).Distinct());
        return description;
    }
}
