using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Faults;
using DsrGateway.Chaos.Load;
using DsrGateway.Chaos.Oracle;

namespace DsrGateway.Chaos.Tests;

/// <summary>A campaign that went well, made up; each test spoils one thing.</summary>
internal static class Fabricated
{
    public const string Case = "c1";
    public const string Request = "r1";

    public static Evidence Good(string right = "Erasure") => new()
    {
        History =
        [
            new Observation(1000, 1100, "gateway1", Observation.Submit, Request, "aurora", right, "Unavailable", "", "", "", 0, ""),
            new Observation(1200, 1300, "gateway2", Observation.Submit, Request, "aurora", right, "OK", Case, "Running", "Unspecified", 3, ""),
            new Observation(1400, 1450, "gateway1", Observation.Read, Request, "aurora", right, "OK", Case, "Running", "Unspecified", 5, ""),
            Final(right),
            Final(right) with { Sent = 9000, Got = 9100, Instance = "gateway2" },
        ],
        Ledger = [.. Effects.Systems.SelectMany(s => Phases(right).Select(p => Entry(s, p, right))), Entry("crm", "fulfil", right) with { Kind = LedgerEntry.Repeat, At = 1400 }],
        Faults = [new FaultRecord("kill-postgres", "postgres", 2000, 3000, 4000, InVain: false, Together: false)],
        Tail = new Dictionary<string, double?> { ["gateway1"] = 0.6, ["gateway2"] = 2 },
        Fenced = 1,
    };

    public static Evidence With(this Evidence evidence, Func<Observation, bool> which, Func<Observation, Observation> spoil) =>
        evidence with { History = [.. evidence.History.Select(e => which(e) ? spoil(e) : e)] };

    public static Evidence With(this Evidence evidence, Func<LedgerEntry, bool> which, Func<LedgerEntry, LedgerEntry> spoil) =>
        evidence with { Ledger = [.. evidence.Ledger.Select(e => which(e) ? spoil(e) : e)] };

    public static Evidence Without(this Evidence evidence, Func<LedgerEntry, bool> which) => evidence with { Ledger = [.. evidence.Ledger.Where(e => !which(e))] };

    public static LedgerEntry Entry(string system, string phase, string right) =>
        new(1350, "ledger1", $"{system}-{phase}", phase, "aurora", system, Case, right, LedgerEntry.Effect, "hash", "Done 2");

    private static string[] Phases(string right) => right == "Erasure" ? ["locate", "fulfil", "verify"] : ["fulfil"];

    private static Observation Final(string right) => new(
        1500, 1600, "gateway1", Observation.Read, Request, "aurora", right, "OK", Case, "Closed", "Granted", 9, string.Join(';', Effects.Systems.Select(s => $"{s} Ended Done 2")));
}
