using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;
using DsrGateway.V1;

namespace DsrGateway.Chaos.Checker;

/// <summary>I7, I8: what the client was told is what the systems said, and not before they said it.</summary>
internal static class Answers
{
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        var byCase = evidence.Ledger.ToLookup(e => e.Case);
        return [.. Effects.Finals(evidence).Where(f => f.State == nameof(CaseState.Closed) && !evidence.Excused.Contains(f.Case)).SelectMany(f => OfCase(f, [.. byCase[f.Case]]))];
    }

    private static IEnumerable<Violation> OfCase(Observation final, List<LedgerEntry> entries)
    {
        var told = final.Answer.Split(';', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToList();
        var said = Effects.Systems.Select(s => $"{s} {nameof(StepState.Ended)} {OutcomeOf(s, entries)}").Order(StringComparer.Ordinal).ToList();
        if (!told.SequenceEqual(said))
        {
            yield return new Violation("I7", $"case {final.Case} ({final.Right}): told {string.Join("; ", told.Except(said))}, said {string.Join("; ", said.Except(told))}");
        }

        var conclusion = said.Any(s => s.Contains(nameof(OutcomeKind.Retained), StringComparison.Ordinal)) ? nameof(Conclusion.GrantedInPart) : nameof(Conclusion.Granted);
        if (final.Conclusion != conclusion)
        {
            yield return new Violation("I7", $"case {final.Case} ({final.Right}) is concluded {final.Conclusion}, the systems' answers come to {conclusion}");
        }

        foreach (var system in Effects.Systems)
        {
            var own = entries.Where(e => e.System == system).ToList();
            if (Effects.PhasesOf(final.Right, own).FirstOrDefault(p => !own.Any(e => e.Phase == p && e.At <= final.Got)) is { } missing)
            {
                yield return new Violation("I8", $"case {final.Case} ({final.Right}) was told closed before {system} was asked for {missing}");
            }
        }
    }

    private static string OutcomeOf(string system, List<LedgerEntry> entries) =>
        entries.Where(e => e.System == system && e.Phase is "fulfil" or "locate").OrderBy(e => e.Phase, StringComparer.Ordinal).FirstOrDefault()?.Answer ?? "nothing";
}
