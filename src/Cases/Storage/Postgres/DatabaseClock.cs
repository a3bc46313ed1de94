namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// The one time of all gateways on a database: the database's. What one process says is due is taken by others, and deadlines
/// are counted from what one wrote; so a machine whose own clock is wrong, or jumps, must neither hold anything up nor date
/// anything wrong. Between two looks at the database the machine's monotonic clock carries it on.
/// </summary>
internal sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    private Look _last = new(machine.GetUtcNow(), machine.GetTimestamp());

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>By how much the machine's own clock is ahead; negative if behind.</summary>
    public TimeSpan MachineIsAhead => machine.GetUtcNow() - GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        var last = Volatile.Read(ref _last);
        return last.At + machine.GetElapsedTime(last.Since);
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>What the database said, and when, by <see cref="GetTimestamp"/>, it was asked and had answered.</summary>
    public void Set(DateTimeOffset said, long asked, long answered)
    {
        var onTheWay = machine.GetElapsedTime(asked, answered) / 2;
        Volatile.Write(ref _last, new Look(said + onTheWay, answered));
    }

    private sealed record Look(DateTimeOffset At, long Since);
}
