using DsrGateway.V1;
using Failpoint = DsrGateway.Cases.Failpoint;

namespace DsrGateway.Crash.Tests;

/// <summary>Which cases come to which failpoint: declared, so that one that is not come to is noticed.</summary>
internal static class Boundaries
{
    private static readonly Right[] All = [.. Enum.GetValues<Right>().Where(r => r != Right.Unspecified)];
    private static readonly Right[] Looking = [Right.Rectification, Right.Erasure, Right.Restriction];
    private static readonly Right[] HandingOut = [Right.Access, Right.Portability];

    public static IReadOnlyList<Right> Rights => All;

    public static bool LooksBeforeActing(Right right) => Looking.Contains(right);

    public static bool HandsOut(Right right) => HandingOut.Contains(right);

    public static (Scenario Scenario, Right[] Rights) Of(Failpoint failpoint) => failpoint switch
    {
        Failpoint.OpenBeforeKey or Failpoint.OpenAfterKey or Failpoint.SagaLoaded or
        Failpoint.OpenBeforeCommit or Failpoint.OpenAfterCommit or Failpoint.OpenAfterSend or
        Failpoint.AdvanceBeforeCommit or Failpoint.AdvanceAfterCommit or Failpoint.AdvanceAfterSend or
        Failpoint.CloseBeforeCommit or Failpoint.CloseAfterCommit or
        Failpoint.CallbackAfterLease or Failpoint.CallbackAfterAnswer or
        Failpoint.FulfilBeforeCall or Failpoint.FulfilFirstMessage or Failpoint.FulfilAfterAnswer => (Scenario.Plain, All),
        Failpoint.LocateBeforeCall or Failpoint.LocateAfterAnswer or Failpoint.LocateAfterRecord or Failpoint.LocateAfterTell or
        Failpoint.VerifyBeforeCall or Failpoint.VerifyAfterAnswer or Failpoint.VerifyAfterRecord or
        Failpoint.VerifyAfterTell => (Scenario.Plain, Looking),
        // Pieces make an answer be recorded alone, and the saga be told of it afterwards; in the plain cases both are one write.
        Failpoint.FulfilAfterPiece or Failpoint.FulfilAfterRecord or Failpoint.FulfilAfterTell => (Scenario.MuchData, HandingOut),
        Failpoint.DeferBeforeRecord or Failpoint.DeferAfterRecord or
        Failpoint.ReconcileAfterLease or Failpoint.ReconcileAfterSend => (Scenario.Away, All),
        Failpoint.WakeAfterWrite => (Scenario.Down, All),
        Failpoint.InformationBeforeCommit or Failpoint.InformationAfterCommit => (Scenario.Information, All),
        Failpoint.ByHandBeforeCommit or Failpoint.ByHandAfterCommit => (Scenario.ByHand, All),
        Failpoint.RetryBeforeCommit or Failpoint.RetryAfterCommit => (Scenario.Retry, All),
        Failpoint.CancelBeforeCommit or Failpoint.CancelAfterCommit => (Scenario.Cancel, All),
        _ => throw new ArgumentOutOfRangeException(nameof(failpoint), failpoint, "Nobody has declared which cases come to this failpoint."),
    };

    public static IReadOnlyList<(Failpoint Failpoint, Right Right)> AllPairs { get; } =
        [.. Enum.GetValues<Failpoint>().SelectMany(f => Of(f).Rights.Select(r => (f, r)))];

    /// <summary>All pairs, or without DSR_ALL=1 two rights per failpoint, others every day, such that every right is among them.</summary>
    public static IReadOnlyList<(Failpoint Failpoint, Right Right)> Chosen(int rotation) =>
        Environment.GetEnvironmentVariable("DSR_ALL") == "1" ? AllPairs :
        [.. Enum.GetValues<Failpoint>().SelectMany((failpoint, index) =>
        {
            var rights = Of(failpoint).Rights;
            var first = (index + rotation) % rights.Length;
            return new[] { first, (first + (rights.Length / 2)) % rights.Length }.Distinct().Select(i => (failpoint, rights[i]));
        })];
}
