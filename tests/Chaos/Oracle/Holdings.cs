using DsrGateway.V1;

namespace DsrGateway.Chaos.Oracle;

/// <summary>What a sample system holds of the person of a case: settled by the case alone, so that every asking is told the same.</summary>
internal static class Holdings
{
    public const int Rows = 2;

    public static IReadOnlyList<OutcomePart> Of(StepContext step)
    {
        // The CRM tells the number by which others search; it always knows the person.
        var dice = step.SystemId == "crm" ? 0 : Dice(step.CaseId + step.SystemId);
        return dice switch
        {
            >= 90 => [Part(OutcomeKind.NothingHeld, 0)],
            >= 80 when LooksBeforeActing(step.Right) => [Part(OutcomeKind.Done, Rows - 1), Kept()],
            _ => [Part(OutcomeKind.Done, Rows)],
        };
    }

    public static bool LooksBeforeActing(Right right) => right is Right.Rectification or Right.Erasure or Right.Restriction;

    public static bool HandsOut(Right right) => right is Right.Access or Right.Portability;

    public static bool IsNothing(IReadOnlyList<OutcomePart> parts) => parts.All(p => p.Kind == OutcomeKind.NothingHeld);

    /// <summary>As the ledger and the history write it.</summary>
    public static string Text(IEnumerable<OutcomePart> parts) => string.Join(',', parts.Select(p => $"{p.Kind} {p.Count}").Order(StringComparer.Ordinal));

    private static OutcomePart Part(OutcomeKind kind, long count) => new() { Category = "user.contact", Kind = kind, Count = count };

    private static OutcomePart Kept() => new()
    {
        Category = "user.financial",
        Kind = OutcomeKind.Retained,
        Count = 1,
        Ground = Ground.LegalObligation,
        Basis = "Accounting Act 1336/1997 2:10",
        UntilDate = "2032-12-31",
    };

    // string.GetHashCode differs from process to process.
    private static int Dice(string text) => text.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0xFFFFFF) % 100;
}
