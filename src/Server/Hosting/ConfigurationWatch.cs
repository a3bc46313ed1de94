using System.Globalization;
using DsrGateway.Cases;
using DsrGateway.Server.Adapters;

namespace DsrGateway.Server.Hosting;

/// <summary>
/// Takes over changed controllers and adapter addresses while the gateway runs. It looks at the files' names, times and sizes;
/// mounted configuration is changed by links, which file watchers miss. A change with faults is told and not taken over.
/// </summary>
internal sealed class ConfigurationWatch(
    GatewayOptions options, ControllerCatalog catalog, AdapterAddresses addresses, TimeProvider clock, ILogger<ConfigurationWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = Look();
        using var timer = new PeriodicTimer(options.ReloadInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = Look();
            if (now != seen)
            {
                seen = now;
                await TakeOverAsync();
            }
        }
    }

    private async Task TakeOverAsync()
    {
        try
        {
            var loaded = GatewayConfiguration.Load(options);
            addresses.Replace(loaded.Adapters);
            await catalog.ReplaceAsync(loaded.Controllers);
            log.TakenOver(loaded.Controllers.Count, loaded.Controllers.Sum(c => c.Systems.Count()));
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            log.NotTakenOver(e.Message);
        }
    }

    private string Look() => string.Join('\n', GatewayConfiguration.Files(options).Select(path =>
    {
        var file = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{path} {file.LastWriteTimeUtc.Ticks} {(file.Exists ? file.Length : 0)}");
    }));
}

internal static partial class ConfigurationLog
{
    [LoggerMessage(3100, LogLevel.Information, "Changed configuration taken over: {Controllers} controllers, {Systems} systems")]
    public static partial void TakenOver(this ILogger log, int controllers, int systems);

    [LoggerMessage(3101, LogLevel.Error, "Changed configuration not taken over, the one before stands. {Faults}")]
    public static partial void NotTakenOver(this ILogger log, string faults);
}
