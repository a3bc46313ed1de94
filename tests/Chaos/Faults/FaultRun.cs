using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos.Faults;

/// <summary>Makes one fault after the other, puts each right, and waits until answers come again.</summary>
internal sealed class FaultRun(Schedule schedule, History history, Action scout, Action<string> tell, Action<IReadOnlyList<FaultRecord>> keep)
{
    private const int MostScouts = 12;
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenScouts = TimeSpan.FromMilliseconds(500);

    public List<FaultRecord> Records { get; } = [];

    /// <summary>What could not be made or put right; no more faults are made then, and what was seen up to there is judged all the same.</summary>
    public string? Failed { get; private set; }

    /// <summary>Until as many were made, or until it is over.</summary>
    public async Task RunAsync(int most, Random random, CancellationToken over)
    {
        while (Records.Count < most && Failed is null && !over.IsCancellationRequested)
        {
            var pair = schedule.Next();
            var what = string.Join(" with ", pair.Select(p => $"{p.Fault.Kind} {p.Fault.Place} {p.Length.TotalSeconds:F1} s"));
            tell($"fault {Records.Count + 1}: {what}");
            try
            {
                Records.AddRange(await SufferAsync(pair, random, over));
                keep(Records);
            }
            catch (Exception e) when (e is not OperationCanceledException || !over.IsCancellationRequested)
            {
                Failed = $"fault {Records.Count + 1}, {what}: {e.Message}";
                tell(e.ToString());
            }
        }
    }

    private async Task<IEnumerable<FaultRecord>> SufferAsync(IReadOnlyList<(Fault Fault, TimeSpan Length)> pair, Random random, CancellationToken over)
    {
        var made = await Task.WhenAll(pair.Select((p, i) => SufferAsync(p.Fault, p.Length, TimeSpan.FromSeconds(i * random.NextDouble()), new Random(random.Next()))));
        var healed = made.Max(m => m.Healed);
        var recovered = await RecoveredAsync(healed, over);
        tell(recovered is { } at ? $"  recovered in {(at - healed) / 1000.0:F1} s; {history.Finished} cases finished" : $"  no new answer yet; {history.Finished} cases finished");
        var inVain = recovered is null && !over.IsCancellationRequested;
        return pair.Zip(made, (p, m) => new FaultRecord(p.Fault.Kind, p.Fault.Place, m.Broke, healed, recovered, inVain, pair.Count > 1));
    }

    private static async Task<(long Broke, long Healed)> SufferAsync(Fault fault, TimeSpan length, TimeSpan delay, Random random)
    {
        await Task.Delay(delay);
        var broke = History.Now;
        try
        {
            await fault.BreakAsync(random);
            await Task.Delay(length);
        }
        finally
        {
            await fault.HealAsync();
        }

        return (broke, History.Now);
    }

    /// <summary>Null where the run is over first: then nobody begins new cases.</summary>
    private async Task<long?> RecoveredAsync(long healed, CancellationToken over)
    {
        var answer = history.FirstNewAnswerAsync(healed);
        var limit = Task.Delay(RecoveryLimit, over);
        for (var scouts = 0; !answer.IsCompleted && !limit.IsCompleted; scouts++)
        {
            if (scouts < MostScouts)
            {
                scout();
            }

            await Task.WhenAny(answer, limit, Task.Delay(BetweenScouts, CancellationToken.None));
        }

        return answer.IsCompletedSuccessfully ? await answer : null;
    }
}
