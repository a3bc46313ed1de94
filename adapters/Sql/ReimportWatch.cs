using System.Data.Common;
using DsrGateway.AdapterKit;
using Microsoft.Extensions.Options;

namespace DsrGateway.Adapters.Sql;

/// <summary>Looks at each start and then again and again whether somebody came back whose objection outlived an erasure.</summary>
internal sealed partial class ReimportWatch(IEnumerable<ISystemAdapter> adapters, IOptions<SqlAdapterOptions> options, TimeProvider time, ILogger<ReimportWatch> logger) : BackgroundService
{
    private readonly SqlAdapter[] _watched = [.. adapters.OfType<SqlAdapter>().Where(adapter => adapter.System.Map.Purposes.Any(rule => rule.Outlives is not null))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RepeatObjectionsEvery, time);
        do
        {
            foreach (var adapter in _watched)
            {
                await RepeatAsync(adapter, stoppingToken);
            }
        }
        while (_watched.Length > 0 && await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RepeatAsync(SqlAdapter adapter, CancellationToken cancellationToken)
    {
        try
        {
            if (await adapter.RepeatObjectionsAsync(cancellationToken) is > 0 and var rows)
            {
                Repeated(logger, adapter.System.Id, rows);
            }
        }
        catch (TargetUnavailableException)
        {
            // Calls say so; the next turn looks again.
        }
        catch (TargetMismatchException fault)
        {
            NotRepeated(logger, adapter.System.Id, fault.Message);
        }
        catch (DbException fault)
        {
            // The message may quote a row.
            NotRepeated(logger, adapter.System.Id, $"{fault.GetType().Name} {fault.SqlState}");
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "{SystemId}: an objection that outlived an erasure stands again in {Rows} rows that came back")]
    private static partial void Repeated(ILogger logger, string systemId, long rows);

    [LoggerMessage(4002, LogLevel.Warning, "{SystemId}: objections that outlived an erasure are not repeated: {Why}")]
    private static partial void NotRepeated(ILogger logger, string systemId, string why);
}
