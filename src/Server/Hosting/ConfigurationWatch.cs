using DsrGateway.Cases;
using DsrGateway.Cases.Protecting;
using DsrGateway.Server.Adapters;

namespace DsrGateway.Server.Hosting;

/// <summary>
/// Takes over changed controllers and adapter addresses while the gateway runs; mounted configuration is changed by links, which file
/// watchers miss, so the files are read. A change with faults is told once and not taken over; it is tried again at each look, since
/// what it lacks (a key, a database) may come later.
/// </summary>
internal sealed class ConfigurationWatch(
    GatewayOptions options, LoadedConfiguration atStart, ControllerCatalog catalog, AdapterAddresses addresses, ControllerKeyCheck keys, TimeProvider clock,
    ILogger<ConfigurationWatch> log) : BackgroundService
{
    private string _standing = atStart.Hash;
    private string _toldFault = "";
    private volatile string _toldKeys = "";

    /// <summary>How the files are read.</summary>
    internal Func<GatewayOptions, ConfigurationFiles> Read { get; init; } = ConfigurationFiles.Read;

    /// <summary>Whether the controllers' key files could be used at the last look.</summary>
    public bool HasKeys => _toldKeys.Length == 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ReloadInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    /// <summary>What is done once in each <see cref="GatewayOptions.ReloadInterval"/>.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        await LookAtConfigurationAsync(cancellation);
        LookAtKeys();
    }

    private async Task LookAtConfigurationAsync(CancellationToken cancellation)
    {
        try
        {
            var files = Read(options);
            if (files.Hash == _standing)
            {
                Told("");
            }
            else if (files.Hash == Read(options).Hash)
            {
                // Read twice alike: not in the middle of a change of several files.
                await TakeOverAsync(GatewayConfiguration.Load(options, files), cancellation);
                Told("");
            }
        }
        catch (Exception e) when (e is ConfigurationException or CaseException)
        {
            Told(e.Message);
        }
    }

    private async Task TakeOverAsync(LoadedConfiguration loaded, CancellationToken cancellation)
    {
        var faults = await keys.FaultsAsync(loaded.Controllers.Select(c => c.Id), cancellation);
        if (faults.Count > 0)
        {
            throw new ConfigurationException(faults);
        }

        addresses.Replace(loaded.Adapters);
        await catalog.ReplaceAsync(loaded.Controllers);
        _standing = loaded.Hash;
        log.TakenOver(loaded.Controllers.Count, loaded.Controllers.Sum(c => c.Systems.Count()));
    }

    /// <summary>A line when a fault comes, changes or goes; none while it stays.</summary>
    private void Told(string fault)
    {
        if (fault.Length > 0 && fault != _toldFault)
        {
            log.NotTakenOver(fault);
        }
        else if (fault.Length == 0 && _toldFault.Length > 0)
        {
            log.NoFaultAnyMore();
        }

        _toldFault = fault;
    }

    /// <summary>Keys that were read once go on being used, so nothing stands still; but the next start would fail, and that is better known before.</summary>
    private void LookAtKeys()
    {
        var faults = string.Join(Environment.NewLine, keys.FaultsOfFiles(catalog.All.Select(c => c.Id)));
        if (faults != _toldKeys)
        {
            if (faults.Length > 0)
            {
                log.KeysNotUsable(faults);
            }
            else
            {
                log.KeysUsable();
            }
        }

        _toldKeys = faults;
    }
}

internal static partial class ConfigurationLog
{
    [LoggerMessage(3100, LogLevel.Information, "Changed configuration taken over: {Controllers} controllers, {Systems} systems")]
    public static partial void TakenOver(this ILogger log, int controllers, int systems);

    [LoggerMessage(3101, LogLevel.Error, "Changed configuration not taken over, the one before stands; tried again until it can be. {Faults}")]
    public static partial void NotTakenOver(this ILogger log, string faults);

    [LoggerMessage(3102, LogLevel.Information, "The configuration has no fault any more")]
    public static partial void NoFaultAnyMore(this ILogger log);

    [LoggerMessage(3103, LogLevel.Error, "A controller's key file cannot be used any more. This process goes on with the key it has read; after its end it could not start. {Faults}")]
    public static partial void KeysNotUsable(this ILogger log, string faults);

    [LoggerMessage(3104, LogLevel.Information, "The controllers' key files can be used again")]
    public static partial void KeysUsable(this ILogger log);
}
