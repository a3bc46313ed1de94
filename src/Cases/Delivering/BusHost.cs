using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Starts and stops MassTransit's bus with the process. A receive endpoint of MassTransit 8 that loses a race while it connects never
/// ends, and its bus waits for it for ever, whatever the time limit; a process told to end must end all the same.
/// </summary>
internal sealed class BusHost(MassTransitHostedService bus, CasesOptions options, TimeProvider clock, ILogger<BusHost> log) : IHostedService
{
    /// <summary>Beyond what consumers may take for what they hold.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken) => bus.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await bus.StopAsync(cancellationToken).WaitAsync(options.DrainTime + Margin, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            log.NotStoppedInTime();
        }
    }
}

internal static partial class BusHostLog
{
    [LoggerMessage(1212, LogLevel.Warning, "The bus did not stop in time and is left; what it still held is delivered again")]
    public static partial void NotStoppedInTime(this ILogger log);
}
