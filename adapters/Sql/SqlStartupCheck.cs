using System.Data.Common;
using DsrGateway.AdapterKit;

namespace DsrGateway.Adapters.Sql;

/// <summary>Compares each map with its database before the first call. A database that is down is no fault of the map: it is compared when it is back.</summary>
internal sealed partial class SqlStartupCheck(IEnumerable<ISystemAdapter> adapters, ILogger<SqlStartupCheck> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var adapter in adapters.OfType<SqlAdapter>())
        {
            try
            {
                await adapter.System.PrepareAsync(cancellationToken);
            }
            catch (TargetMismatchException fault)
            {
                faults.Add(fault.Message);
            }
            catch (DbException fault) when (adapter.System.Database.IsOutage(fault))
            {
                NotReached(logger, adapter.System.Id);
            }
        }

        if (faults.Count > 0)
        {
            throw new TargetMismatchException(string.Join(Environment.NewLine, faults));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4000, LogLevel.Warning, "The database of {SystemId} cannot be reached yet; its map is compared when it can")]
    private static partial void NotReached(ILogger logger, string systemId);
}
