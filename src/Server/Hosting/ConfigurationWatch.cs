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
    private volatile string _toldFault = "";
    private string _toldHash = "";
    private volatile string _toldKeys = "";
    private volatile bool _lacksKeys;

    /// <summary>How the files are read.</summary>
    internal Func<GatewayOptions, ConfigurationFiles> Read { get; init; } = ConfigurationFiles.Read;

    /// <summary>Whether the key files could be used at the last look: of the controllers that stand, and of those that are to be taken over.</summary>
    public bool HasKeys => _toldKeys.Length == 0 && !_lacksKeys;

    /// <summary>Whether the process works by what the files say. If not, its next start would fail.</summary>
    public bool IsCurrent => _toldFault.Length == 0;

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
        var hash = "";
        try
        {
            var files = Read(options);
            hash = files.Hash;
            if (files.Hash == _standing)
            {
                Told("", hash);
            }
            else if (files.Hash == Read(options).Hash)
            {
                // Read twice alike: not in the middle of a change of several files.
                await TakeOverAsync(GatewayConfiguration.Load(options, files), cancellation);
                Told("", hash);
            }
        }
        catch (Exception e) when (e is ConfigurationException or ControllerKeyException or CaseException)
        {
            Told(e.Message, hash, isOfKeys: e is ControllerKeyException);
        }
    }

    private async Task TakeOverAsync(LoadedConfiguration loaded, CancellationToken cancellation)
    {
        var faults = await keys.FaultsAsync(loaded.Controllers.Select(c => c.Id), cancellation);
        if (faults.Count > 0)
        {
            throw new ControllerKeyException(string.Join(Environment.NewLine, faults));
        }

        addresses.Replace(loaded.Adapters);
        await catalog.ReplaceAsync(loaded.Controllers);
        _standing = loaded.Hash;
        log.TakenOver(loaded.Controllers.Count, loaded.Controllers.Sum(c => c.Systems.Count()));
    }

    /// <summary>A line when a fault comes, changes or goes, and when the files change beside it: that change waits too. None while all stays.</summary>
    private void Told(string fault, string hash, bool isOfKeys = false)
    {
        if (fault.Length > 0 && (fault != _toldFault || hash != _toldHash))
        {
            log.NotTakenOver(fault);
        }
        else if (fault.Length == 0 && _toldFault.Length > 0)
        {
            log.NoFaultAnyMore();
        }

        (_toldFault, _toldHash, _lacksKeys) = (fault, hash, isOfKeys);
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
