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
        // A map with nothing to correct or nothing provided still has an answer to give.
        description.Rights.AddRange([Right.Access, Right.Rectification, Right.Portability]);
        description.Rights.AddRange(new[]
        {
            (Right.Erasure, map.Erases),
            (Right.Restriction, map.Restriction.Count > 0),
            (Right.Objection, map.Purposes.Any(rule => rule.Rights.Contains(Right.Objection))),
            (Right.WithdrawalOfConsent, map.Purposes.Any(rule => rule.Rights.Contains(Right.WithdrawalOfConsent))),
        }.Where(right => right.Item2).Select(right => right.Item1));
        description.SearchedBy.AddRange(map.Identifiers.Select(rule => rule.Type));
        description.Yields.AddRange(map.UniqueTypes);
        description.Categories.AddRange(map.Collections.Select(c => c.Category).Concat(map.Collections.SelectMany(c => c.Fields).SelectMany(f => f.Categories)).Distinct());
        return description;
    }
}
