using System.Diagnostics;
using Grpc.Core;

namespace DsrGateway.Bench.Load;

/// <summary>What came of the requests of one measurement.</summary>
internal sealed class Tally
{
    private readonly List<double> _times = [];
    private int _asked;
    private int _wrong;
    private int _errors;
    private string? _firstError;

    public int Errors => Volatile.Read(ref _errors);

    /// <summary>Sends one case and notes its time since <paramref name="from"/>.</summary>
    public async Task SendAsync(ITarget target, long from)
    {
        Interlocked.Increment(ref _asked);
        try
        {
            var right = await target.ExecuteAsync();
            Note(Stopwatch.GetElapsedTime(from), right);
        }
        catch (RpcException e)
        {
            Interlocked.Increment(ref _errors);
            Interlocked.CompareExchange(ref _firstError, e.Status.ToString(), null);
        }
    }

    public LoadResult Result(TimeSpan took)
    {
        lock (_times)
        {
            _times.Sort();
            return new LoadResult
            {
                Asked = _asked,
                Answered = _times.Count,
                Wrong = _wrong,
                Errors = _errors,
                FirstError = _firstError,
                Seconds = took.TotalSeconds,
                P50 = Quantile(0.5),
                P99 = Quantile(0.99),
                Max = Quantile(1),
            };
        }
    }

    private void Note(TimeSpan time, bool right)
    {
        lock (_times)
        {
            _times.Add(time.TotalMilliseconds);
            _wrong += right ? 0 : 1;
        }
    }

    private double Quantile(double share) => _times.Count == 0 ? double.NaN : _times[Math.Max(0, (int)Math.Ceiling(share * _times.Count) - 1)];
}
