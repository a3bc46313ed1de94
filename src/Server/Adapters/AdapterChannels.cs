using System.Collections.Concurrent;
using DsrGateway.Cases.Dispatching;
using DsrGateway.V1;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace DsrGateway.Server.Adapters;

/// <summary>One channel per address, kept. Retrying is Polly's (Cases/Dispatching), so the channel's own stays off.</summary>
internal sealed class AdapterChannels(AdapterAddresses addresses) : IDisposable
{
    private const int MaxMessageBytes = 4 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new(StringComparer.Ordinal);

    public AdapterService.AdapterServiceClient For(string adapter) => new(Channel(adapter));

    public Health.HealthClient HealthOf(string adapter) => new(Channel(adapter));

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }

    /// <exception cref="AdapterException">The settings do not name the adapter any more; an open case may.</exception>
    private GrpcChannel Channel(string adapter) => _channels.GetOrAdd(Address(adapter), address => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = MaxMessageBytes,
        MaxRetryAttempts = null,
        HttpHandler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        },
    }));

    private string Address(string adapter) => addresses.Of(adapter)
        ?? throw new AdapterException(Cases.StepRule.NoAddress);
}
