using System.Diagnostics;
using DsrGateway.Bench.Running;
using DsrGateway.Cases;
using DsrGateway.Cases.Storage;

namespace DsrGateway.Bench.ByHand;

/// <summary>What one operation took in both stores, in milliseconds.</summary>
internal sealed record GrownFigure(string Operation, IReadOnlyList<double> Empty, IReadOnlyList<double> Full)
{
    public double Ratio => Report.Median(Full) / Report.Median(Empty);
}

/// <summary>Asks both stores the same in turns, so that whatever else the machine does hits both.</summary>
internal sealed class GrownMeasure(GrownCases cast, GrownSide empty, GrownSide full)
{
    private const int Page = 50;
    private const int WarmUps = 60;
    private const int Repetitions = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly CaseFilter Listed = new(GrownCases.Listed) { PageSize = Page };

    private (string Name, Func<GrownSide, int, CancellationToken, Task<int>> Act)[] Operations =>
    [
        ("submit", async (s, i, c) => (await s.Store.OpenAsync(cast.Submitted(i), c)).Verdict == OpenVerdict.Opened ? 1 : 0),
        ("get", async (s, i, c) => (await s.Store.ReadAsync(Some(s.Ids, i), c))?.Steps.Count ?? 0),
        ("list", (s, i, c) => ListAsync(s, Listed, c)),
        ("list, one state", (s, i, c) => ListAsync(s, Listed with { States = [CaseState.NeedsInformation] }, c)),
        ("list, a later page", (s, i, c) => ListAsync(s, Listed with { After = new CasePosition(Earlier(i), CaseId.New()) }, c)),
        ("list, a state of none", async (s, i, c) => 1 + await ListAsync(s, Listed with { States = [CaseState.Closed] }, c)),
        ("list for a person", (s, i, c) => ForPersonAsync(s, null, c)),
        ("list for a person, a later page", (s, i, c) => ForPersonAsync(s, new StepPosition(Earlier(i) + GrownCases.Legal - (GrownCases.Age / 2), CaseId.New(), 0), c)),
        ("sweep, nothing due", async (s, i, c) => 1 + await SweepAsync(s, cast.Start, cast.Later, c)),
        ("sweep, 50 steps and 50 cases", (s, i, c) => SweepAsync(s, Due(i), Due(i + 1), c)),
    ];

    public async Task<IReadOnlyList<GrownFigure>> TakeAsync(CancellationToken cancellation)
    {
        var taken = Operations.Select(o => (o.Name, o.Act, Empty: new List<double>(), Full: new List<double>())).ToList();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < WarmUps + Repetitions && Stopwatch.GetElapsedTime(started) < Longest; round++)
        {
            foreach (var (name, act, inEmpty, inFull) in taken)
            {
                foreach (var isFull in round % 2 == 0 ? (bool[])[false, true] : [true, false])
                {
                    var at = Stopwatch.GetTimestamp();
                    var found = await act(isFull ? full : empty, round, cancellation);
                    var milliseconds = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
                    if (found == 0)
                    {
                        throw new BenchException($"{name} in the {(isFull ? "full" : "empty")} store found nothing");
                    }

                    if (round >= WarmUps)
                    {
                        (isFull ? inFull : inEmpty).Add(milliseconds);
                    }
                }
            }
        }

        return [.. taken.Select(t => new GrownFigure(t.Name, t.Empty, t.Full))];
    }

    /// <summary>A list that is not full is no page to compare.</summary>
    private static async Task<int> ListAsync(GrownSide side, CaseFilter filter, CancellationToken cancellation) =>
        Whole((await side.Store.ListAsync(filter, cancellation)).Count);

    private static async Task<int> ForPersonAsync(GrownSide side, StepPosition? after, CancellationToken cancellation) =>
        Whole((await side.Store.ListWaitingForPersonAsync(GrownCases.Listed, after, Page, cancellation)).Count);

    private static async Task<int> SweepAsync(GrownSide side, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        Whole((await side.Store.LeaseDueStepsAsync(now, until, Page, cancellation)).Count) is var steps
        && Whole((await side.Store.LeaseDueCasesAsync(now, until, Page, cancellation)).Count) == steps ? steps : -1;

    private static int Whole(int count) => count is 0 or Page ? count : throw new BenchException($"{count} of {Page} were found");

    private static CaseId Some(IReadOnlyList<CaseId> ids, int round) => ids[round * 7919 % ids.Count];

    /// <summary>Somewhere in the newer half, so that a whole page follows in both stores.</summary>
    private DateTimeOffset Earlier(int round) => cast.Start - (GrownCases.Age / 2 * (round * 37 % 100 / 100.0));

    /// <summary>All seeds are due, and what was taken becomes due after those that were not: each sweep takes others.</summary>
    private DateTimeOffset Due(int round) => cast.SeedsDue.AddMilliseconds(GrownCases.Seeds + round);
}
