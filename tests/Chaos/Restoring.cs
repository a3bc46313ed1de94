using DsrGateway.Chaos.Checker;
using DsrGateway.Chaos.Cluster;
using DsrGateway.Chaos.Load;

namespace DsrGateway.Chaos;

/// <summary>PostgreSQL goes back to an earlier copy while the broker keeps its messages; then the broker is emptied while PostgreSQL stays.</summary>
internal sealed class Restoring(ChaosCluster cluster, History history, Action scout, Action<string> tell)
{
    private const string Copy = "copy";
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    /// <summary>From the copy to the return to it: what happened in between, the restored store never heard of.</summary>
    private (long From, long To) _forgotten;

    public async Task RunAsync()
    {
        await Task.Delay(Stretch);
        _forgotten.From = History.Now;
        await cluster.Postgres!.CopyAsync(Copy);
        tell($"copied; {history.Finished} cases finished");
        await Task.Delay(Stretch);
        tell($"going back; {history.Finished} cases finished");
        await Task.WhenAll(cluster.Gateways.Select(g => g.Process.KillAsync()));
        await cluster.Postgres.GoBackAsync(Copy);
        _forgotten.To = History.Now;
        foreach (var gateway in cluster.Gateways)
        {
            gateway.Process.Release();
            await gateway.Process.ListensAsync();
        }

        await AnswersAgainAsync("after going back");
        await Task.Delay(Stretch);
        await cluster.Rabbit!.WipeAsync();
        await AnswersAgainAsync("after the broker was emptied");
        await Task.Delay(Stretch);
    }

    /// <summary>What nobody can be held to: cases opened in the forgotten time, and what was told of others in it.</summary>
    public Evidence Excuse(Evidence evidence)
    {
        var excused = evidence.History.Where(e => e is { Opens: true, IsOk: true }).GroupBy(e => e.Case)
            .Where(g => g.Min(e => e.Got) >= _forgotten.From && g.Min(e => e.Sent) <= _forgotten.To).Select(g => g.Key).ToHashSet();
        return evidence with
        {
            Excused = excused,
            History = [.. evidence.History.Where(e => e.Opens || e.Got < _forgotten.From || e.Sent > _forgotten.To)],
        };
    }

    private async Task AnswersAgainAsync(string when)
    {
        var healed = History.Now;
        var answer = history.FirstNewAnswerAsync(healed);
        scout();
        await Task.WhenAny(answer, Task.Delay(RecoveryLimit));
        tell(answer.IsCompleted ? $"first new answer {when}: {(await answer - healed) / 1000.0:F1} s" : $"no new answer {when} within {RecoveryLimit.TotalSeconds} s");
    }
}
