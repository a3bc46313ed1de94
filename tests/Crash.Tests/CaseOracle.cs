using System.IO.Compression;
using System.Text.Json;
using DsrGateway.V1;

namespace DsrGateway.Crash.Tests;

/// <summary>Judges a case by the target's ledger and by what its client was told; never by the gateway's database.</summary>
internal static class CaseOracle
{
    private static readonly string[] Systems = ["crm", "erp", "mail", "chat"];

    public static void CheckLedger(IReadOnlyList<LedgerEntry> entries, string caseId, Right right, Scenario scenario)
    {
        var own = entries.Where(e => e.Case == caseId).ToList();
        CheckRepeats(own);
        var phases = Boundaries.LooksBeforeActing(right) ? new[] { "locate", "fulfil", "verify" } : ["fulfil"];
        var expected = scenario == Scenario.Cancel ? [] : Systems.SelectMany(system => phases.Select(phase => (system, phase, 1))).ToList();
        if (scenario == Scenario.Retry && Boundaries.LooksBeforeActing(right))
        {
            // After a residue the act is a new operation, and so is the look after it.
            expected = [.. expected.Select(e => e is ("crm", not "locate", _) ? (e.system, e.phase, 2) : e)];
        }

        var effects = own.Where(e => e.Kind == LedgerEntry.Effect).GroupBy(e => (e.System, e.Phase)).Select(g => (g.Key.System, g.Key.Phase, g.Count()));
        Assert.Equal(expected.Order(), effects.Order());
    }

    /// <summary>One operation: one effect, however often it was asked for, and every asking the same to the byte.</summary>
    public static void CheckRepeats(IReadOnlyList<LedgerEntry> entries)
    {
        foreach (var operation in entries.GroupBy(e => e.Operation))
        {
            Assert.Single(operation.Select(e => (e.Case, e.System, e.Phase, e.Command)).Distinct());
            Assert.Single(operation, e => e.Kind == LedgerEntry.Effect);
        }
    }

    public static void CheckAnswer(Case answer, NewCase request, Scenario scenario)
    {
        Assert.Equal(request.RequestId, answer.RequestId);
        Assert.Equal(request.Right, answer.Right);
        if (scenario == Scenario.Cancel)
        {
            Assert.Equal(CaseState.Cancelled, answer.State);
            return;
        }

        Assert.Equal((CaseState.Closed, Conclusion.Granted), (answer.State, answer.Conclusion));
        Assert.Equal(scenario == Scenario.ByHand ? [.. Systems, "archive"] : Systems, answer.Steps.Select(s => s.SystemId));
        Assert.All(answer.Steps, step =>
        {
            Assert.Equal(StepState.Ended, step.State);
            var part = Assert.Single(step.Parts);
            Assert.Equal((OutcomeKind.Done, (long)RowsOf(step.SystemId, scenario, request.Right)), (part.Kind, part.Count));
            Assert.Equal(step.SystemId is "mail" or "chat" ? "crm" : "", string.Concat(step.FoundBy.Select(f => f.OriginSystemId)));
        });
    }

    /// <summary>Each record once, none of an attempt that a crash broke off.</summary>
    public static void CheckPackage(byte[] bytes, Scenario scenario)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        var rows = archive.Entries.Where(e => e.Name == "people.json").Select(e =>
        {
            using var content = JsonDocument.Parse(e.Open());
            return (e.FullName.Split('/')[0].Split('-')[1], content.RootElement.GetArrayLength());
        });
        Assert.Equal(Systems.Select(s => (s, RowsOf(s, scenario, Right.Access))), rows);
    }

    private static int RowsOf(string system, Scenario scenario, Right right) => (system, scenario, right) switch
    {
        ("archive", _, _) => 1,
        ("crm", Scenario.MuchData, _) => LedgerAdapter.ManyRows,
        // Erased once more after the residue.
        ("crm", Scenario.Retry, Right.Erasure) => LedgerAdapter.Rows * 2,
        _ => LedgerAdapter.Rows,
    };
}
