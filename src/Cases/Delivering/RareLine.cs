namespace DsrGateway.Cases.Delivering;

/// <summary>One log line for many of a kind: a store or a key that is away fails every message.</summary>
internal sealed class RareLine(TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private long? _saidAt;
    private int _unsaid;

    /// <summary>How many were not told of since the last line; null if it is too early for another.</summary>
    public int? Count()
    {
        lock (_gate)
        {
            if (_saidAt is { } at && clock.GetElapsedTime(at) < Between)
            {
                _unsaid++;
                return null;
            }

            var unsaid = _unsaid;
            (_saidAt, _unsaid) = (clock.GetTimestamp(), 0);
            return unsaid;
        }
    }
}
