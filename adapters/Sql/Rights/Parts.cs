using System.Globalization;
using DsrGateway.V1;

namespace DsrGateway.Adapters.Sql.Rights;

/// <summary>The parts an outcome is made of.</summary>
internal static class Parts
{
    public static OutcomePart Done(string category, long count) => new() { Category = category, Kind = OutcomeKind.Done, Count = count };

    public static OutcomePart NothingHeld(string category = "") => new() { Category = category, Kind = OutcomeKind.NothingHeld };

    /// <summary>The person is held, and the right reaches nothing of theirs here.</summary>
    public static OutcomePart NotConcerned(string category = "") => new() { Category = category, Kind = OutcomeKind.NotConcerned };

    public static OutcomePart Failed(string category = "") => new() { Category = category, Kind = OutcomeKind.Failed };

    public static OutcomePart Refused(string category, Ground ground, string basis) =>
        new() { Category = category, Kind = OutcomeKind.Refused, Ground = ground, Basis = basis };

    public static OutcomePart Residue(string category, string place, long count) =>
        new() { Category = category, Kind = OutcomeKind.Residue, Place = place, Count = count };

    public static OutcomePart Retained(string category, Ground ground, string basis, DateOnly? until, long count) => new()
    {
        Category = category,
        Kind = OutcomeKind.Retained,
        Ground = ground,
        Basis = basis,
        UntilDate = until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty,
        Count = count,
    };

    /// <summary>DONE parts by category, or that nothing of the person's was reached.</summary>
    public static List<OutcomePart> Counted(IEnumerable<(string Category, long Count)> counts)
    {
        var parts = counts.GroupBy(count => count.Category, StringComparer.Ordinal)
            .Select(group => Done(group.Key, group.Sum(count => count.Count))).Where(part => part.Count > 0).ToList();
        return parts.Count > 0 ? parts : [NotConcerned()];
    }
}
