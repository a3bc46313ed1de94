using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;
using DsrGateway.V1;

namespace DsrGateway.Chaos.Checker;

/// <summary>I4, I5: what happened at the systems, by the adapters' own ledgers.</summary>
internal static class Effects
{
    public static readonly string[] Systems = ["crm", "erp", "mail", "chat"];

    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var byCase = evidence.Ledger.ToLookup(e => e.Case);
        return
        [
            .. evidence.Ledger.GroupBy(e => e.Operation).SelectMany(OfOperation),
            .. Finals(evidence).Where(f => !evidence.Excused.Contains(f.Case)).SelectMany(f => OfCase(f, [.. byCase[f.Case]])),
        ];
    }

    /// <summary>The final answer of each case, once.</summary>
    public static IEnumerable<Observation> Finals(Evidence evidence) =>
        evidence.History.Where(e => e is { IsOk: true, IsFinal: true } && e.Call != Observation.Probe).GroupBy(e => e.Case).Select(g => g.MinBy(e => e.Got)!);

    /// <summary>The phases a system goes through, by what it held.</summary>
    public static string[] PhasesOf(string right, IEnumerable<LedgerEntry> entries) =>
        !Holdings.LooksBeforeActing(Enum.Parse<Right>(right)) ? ["fulfil"]
        : entries.Any(e => e.Phase == "locate" && e.Answer.StartsWith(nameof(OutcomeKind.NothingHeld), StringComparison.Ordinal)) ? ["locate"]
        : ["locate", "fulfil", "verify"];

    private static IEnumerable<Violation> OfOperation(IGrouping<string, LedgerEntry> operation)
    {
        if (operation.Count(e => e.Kind == LedgerEntry.Effect) != 1)
        {
            yield return new Violation("I4", $"operation {operation.Key} had {operation.Count(e => e.Kind == LedgerEntry.Effect)} effects");
        }

        if (operation.Select(e => (e.Case, e.System, e.Phase, e.Command)).Distinct().Count() > 1)
        {
            yield return new Violation("I5", $"operation {operation.Key} was asked for with {operation.Select(e => (e.Case, e.System, e.Phase, e.Command)).Distinct().Count()} different commands");
        }
    }

    private static IEnumerable<Violation> OfCase(Observation final, List<LedgerEntry> entries)
    {
        var effects = entries.Where(e => e.Kind == LedgerEntry.Effect).ToLookup(e => (e.System, e.Phase));
        if (final.State == nameof(CaseState.Cancelled))
        {
            var acted = entries.FirstOrDefault(e => e.Phase == "fulfil" && !Holdings.HandsOut(Enum.Parse<Right>(final.Right)));
            return acted is null ? [] : [new Violation("I4", $"case {final.Case} is cancelled, yet {acted.System} was asked to act")];
        }

        var expected = Systems.SelectMany(s => PhasesOf(final.Right, entries.Where(e => e.System == s)).Select(p => (s, p))).ToHashSet();
        return
        [
            .. expected.Where(e => effects[e].Count() != 1).Select(e => new Violation("I4", $"case {final.Case} ({final.Right}): {e.s} had {effects[e].Count()} effects of {e.p}")),
            .. effects.Where(e => !expected.Contains(e.Key)).Select(e => new Violation("I4", $"case {final.Case} ({final.Right}): {e.Key.System} had an effect of {e.Key.Phase} that the case does not ask for")),
        ];
    }
}
