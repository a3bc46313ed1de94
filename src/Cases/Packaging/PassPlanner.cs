namespace DsrGateway.Cases.Packaging;

/// <summary>
/// A ZIP archive takes one entry at a time, and results are too large to hold, so items are read again: each pass writes a set
/// of entries whose stretches of the stream do not overlap. Grouped collections come to two passes (JSON, then CSV) however
/// many there are; only large collections that are woven into one another cost passes of their own. Small ones were held
/// by the survey and cost none.
/// </summary>
internal static class PassPlanner
{
    public static IReadOnlyList<IReadOnlyList<PlannedEntry>> Plan(IEnumerable<PlannedEntry> entries)
    {
        var passes = new List<List<PlannedEntry>>();
        foreach (var entry in entries.OrderBy(entry => entry.First).ThenBy(entry => entry.Kind))
        {
            var pass = passes.Find(pass => pass[^1].Last < entry.First);
            if (pass is null)
            {
                passes.Add(pass = []);
            }

            pass.Add(entry);
        }

        return passes;
    }
}
