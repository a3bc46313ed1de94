using System.Text.Json;
#if ADAPTER_KIT
using OutcomeKind = DsrGateway.V1.OutcomeKind;
using Right = DsrGateway.V1.Right;
#else
using OutcomeKind = DsrGateway.Cases.OutcomeKind;
using Right = DsrGateway.Cases.Right;
#endif

namespace DsrGateway.AnswerTables;

internal enum AdapterCall
{
    Locate, Fulfil, Verify,
}

/// <summary>
/// What an adapter's answer may be, said once: the gateway and the adapters' kit compile this very file, docs/adapters.md and the contract's
/// comments repeat it, and a test compares them.
/// </summary>
internal static class AnswerTable
{
    private static readonly OutcomeKind[] Acting =
        [OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.NotConcerned, OutcomeKind.Retained, OutcomeKind.Refused, OutcomeKind.Failed];

    private static readonly OutcomeKind[] Checking = [OutcomeKind.Done, OutcomeKind.NothingHeld, OutcomeKind.NotConcerned, OutcomeKind.Retained, OutcomeKind.Residue];

    /// <summary>Of a search that found nobody.</summary>
    public static IReadOnlyList<OutcomeKind> OfNobody { get; } = [OutcomeKind.NothingHeld, OutcomeKind.Refused, OutcomeKind.Failed];

    /// <summary>Cases that authors of adapters asked about, and the answer.</summary>
    public static IReadOnlyList<(string When, string Answer)> Situations { get; } =
    [
        ("The search found nobody", "NOTHING_HELD, or REFUSED or FAILED; never DONE, RETAINED or NOT_CONCERNED"),
        ("Several people match", "candidates and information_needed, no subject, no DONE part; parts may be missing"),
        ("The person is found, and no record of theirs falls under the right", "NOT_CONCERNED"),
        ("Rectification: a category that this system does not hold", "NOT_CONCERNED"),
        ("Rectification: an old value that matches nothing", "NOT_CONCERNED"),
        ("Rectification: the new value stands already", "NOT_CONCERNED, or DONE with count 0"),
        ("Rectification: the value stands where nobody may write", "FAILED: a person looks"),
        ("Rectification without an old value (completion): a value of that category stands already, or there is no place for one", "NOT_CONCERNED"),
        ("Objection or withdrawal: a purpose that is not pursued here", "NOT_CONCERNED"),
        ("Objection or withdrawal: it was stopped before, or no such consent was given", "NOT_CONCERNED, or DONE with count 0"),
        ("Objection to a purpose that rests on a contract", "REFUSED, CONDITION_NOT_MET"),
        ("Withdrawal for a purpose that rests on something else than consent", "REFUSED, NOT_BASED_ON_CONSENT"),
        ("Portability: the person provided nothing here", "NOT_CONCERNED"),
        ("Erasure: something has to be kept, an objection that must outlive its rows among it", "RETAINED with ground and basis, and until_date where it has an end"),
        ("Access: an earlier erasure kept something of the person", "DONE for its records, and RETAINED beside it as the erasure said it; never NOTHING_HELD"),
        ("Erasure or restriction: the person is found, and no row of theirs is left to change", "NOT_CONCERNED"),
    ];

    /// <summary>The kinds that a call's parts may have; none where the gateway makes no such call.</summary>
    public static IReadOnlyList<OutcomeKind> Kinds(AdapterCall call, Right right) => call switch
    {
        AdapterCall.Verify => LooksBeforeActing(right) ? Checking : [],
        _ => Acting,
    };

    /// <summary>The whole table, as it stands in the docs and in the contract.</summary>
    public static IEnumerable<(string When, string Answer)> Rows()
    {
        yield return ("Locate and Fulfil, every right", Names(Kinds(AdapterCall.Fulfil, Right.Access)));
        yield return ("Verify (rectification, erasure, restriction)", Names(Kinds(AdapterCall.Verify, Right.Erasure)));
        foreach (var situation in Situations)
        {
            yield return situation;
        }
    }

    public static bool LooksBeforeActing(Right right) => right is Right.Rectification or Right.Erasure or Right.Restriction;

    private static string Names(IEnumerable<OutcomeKind> kinds) =>
        string.Join(", ", kinds.Select(kind => JsonNamingPolicy.SnakeCaseUpper.ConvertName(kind.ToString())));
}
