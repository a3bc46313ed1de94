using System.Diagnostics;

namespace DsrGateway.Bench.Load;

/// <summary>Two ways to press.</summary>
internal static class Loops
{
    private const int TooManyErrors = 100;

    /// <summary>A number of callers, each sending its next case when the last is answered.</summary>
    public static async Task<LoadResult> ClosedAsync(ITarget target, int callers, int cases, TimeSpan limit)
    {
        var tally = new Tally();
        var started = Stopwatch.GetTimestamp();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return tally.Result(Stopwatch.GetElapsedTime(started));

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) <= cases && Stopwatch.GetElapsedTime(started) < limit && tally.Errors < TooManyErrors)
            {
                await tally.SendAsync(target, Stopwatch.GetTimestamp());
            }
        }
    }

    /// <summary>
    /// Cases at a fixed rate, whatever became of those before. A case's time counts from when it was meant to be sent: one that is sent
    /// late because all stood still has waited, and its wait is not left out.
    /// </summary>
    public static async Task<LoadResult> OpenAsync(ITarget target, int perSecond, TimeSpan duration)
    {
        var tally = new Tally();
        var started = Stopwatch.GetTimestamp();
        var cases = (int)(perSecond * duration.TotalSeconds);
        var sent = new List<Task>(cases);
        for (var i = 0; i < cases; i++)
        {
            var meant = started + (long)i * Stopwatch.Frequency / perSecond;
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), meant);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early);
            }

            sent.Add(tally.SendAsync(target, meant));
        }

        await Task.WhenAll(sent);
        return tally.Result(Stopwatch.GetElapsedTime(started));
    }
}
