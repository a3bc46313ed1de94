using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>Looks at the database's time now and then, and says so when the machine's own differs.</summary>
internal sealed class DatabaseClockKeeper(PostgresCaseStore cases, DatabaseClock clock, ILogger<DatabaseClockKeeper> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    /// <summary>An answer that took longer tells the time too badly.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(2);
    private bool _differs;

    /// <exception cref="CaseException">STORE_UNAVAILABLE</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        var said = DateTimeOffset.FromUnixTimeMilliseconds(await cases.ReadClockAsync(cancellation));
        var answered = clock.GetTimestamp();
        if (clock.GetElapsedTime(asked, answered) > LongestLook)
        {
            return;
        }

        clock.Set(said, asked, answered);
        Tell(clock.MachineIsAhead);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (CaseException)
            {
                // Whoever needs the database now is told; the time carries on.
            }
        }
    }

    private void Tell(TimeSpan ahead)
    {
        var differs = ahead.Duration() > WorthTelling;
        if (differs && !_differs)
        {
            log.Differs(ahead.TotalSeconds);
        }
        else if (_differs && !differs)
        {
            log.Agrees();
        }

        _differs = differs;
    }
}

internal static partial class DatabaseClockLog
{
    [LoggerMessage(1320, LogLevel.Warning, "This machine's clock is {Seconds:F0} s ahead of the database's (negative: behind); the gateway goes by the database's")]
    public static partial void Differs(this ILogger log, double seconds);

    [LoggerMessage(1321, LogLevel.Information, "This machine's clock agrees with the database's again")]
    public static partial void Agrees(this ILogger log);
}
