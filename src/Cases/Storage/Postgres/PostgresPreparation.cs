using DsrGateway.Cases.Protecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Storage.Postgres;

/// <summary>
/// Brings both databases to this program's version, and this process to the database's time, before anything else starts. A
/// database that is not there yet is waited for: servers and gateways are started together, in any order.
/// </summary>
internal sealed class PostgresPreparation(
    PostgresCaseStore cases, PostgresKeyStore keys, ControllerKeysAtStart controllerKeys, DatabaseClockKeeper time, TimeProvider clock,
    ILogger<PostgresPreparation> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync("cases", cases.MigrateAsync, cancellationToken);
        await PrepareAsync("keys", keys.MigrateAsync, cancellationToken);
        await PrepareAsync("keys", controllerKeys.CheckAsync, cancellationToken);
        await PrepareAsync("cases", time.LookAsync, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(string database, Func<CancellationToken, Task> prepare, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await prepare(cancellation);
                return;
            }
            catch (CaseException e) when (e.Reason == ErrorReason.StoreUnavailable)
            {
                log.WaitingForDatabase(database, e.Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }
}

internal static partial class PreparationLog
{
    [LoggerMessage(1310, LogLevel.Warning, "The database of {Database} cannot be reached yet ({Cause}); waiting")]
    public static partial void WaitingForDatabase(this ILogger log, string database, string cause);
}
