using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// Listens to the queue of every system, and of each that the configuration brings while the process runs. A system that the
/// configuration drops is listened to on: its queue may still hold askings.
/// </summary>
internal sealed class SystemEndpoints(
    IReceiveEndpointConnector connector, StepQueues queues, ControllerCatalog catalog, CasesOptions options, ILogger<SystemEndpoints> log) : IHostedService, IDisposable
{
    private readonly Dictionary<string, Listened> _listened = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.Replaced += Refresh;
        await RefreshAsync(cancellationToken);
        if (options.Engine == Engine.Embedded)
        {
            // What is sent to a queue in memory before it is listened to is lost.
            await Task.WhenAll(_listened.Values.Select(l => l.Handle.Ready));
        }
    }

    /// <summary>The bus, which stops after this, stops what listens.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        catalog.Replaced -= Refresh;
        return Task.CompletedTask;
    }

    public void Dispose() => _one.Dispose();

    private void Refresh() => _ = RefreshAsync(CancellationToken.None);

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await ListenAsync(queues.Dropped, new Configuring.SystemLimits().Concurrency);
            foreach (var (controllerId, system) in catalog.AskedSystems)
            {
                await ListenAsync(queues.Name(controllerId, system.Id), system.Limits.Concurrency);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ListenAsync(string queue, int concurrency)
    {
        if (_listened.TryGetValue(queue, out var listened))
        {
            if (listened.Concurrency == concurrency)
            {
                return;
            }

            await listened.Handle.StopAsync();
        }

        var handle = connector.ConnectReceiveEndpoint(queue, (context, endpoint) => Endpoints.ConfigureSystem(endpoint, context, concurrency));
        _listened[queue] = new Listened(concurrency, handle);
        log.Listening(queue, concurrency);
    }

    private sealed record Listened(int Concurrency, HostReceiveEndpointHandle Handle);
}

internal static partial class EndpointLog
{
    [LoggerMessage(1210, LogLevel.Debug, "Listening to {Queue}, {Concurrency} at a time")]
    public static partial void Listening(this ILogger log, string queue, int concurrency);
}
