using DsrGateway.Cases.Protecting;
using Microsoft.Extensions.Hosting;

namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>Looks at the controllers' keys before anything else starts.</summary>
internal sealed class SqlitePreparation(ControllerKeysAtStart controllerKeys) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => controllerKeys.CheckAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
