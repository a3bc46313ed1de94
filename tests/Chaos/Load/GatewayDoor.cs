using DsrGateway.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DsrGateway.Chaos.Load;

/// <summary>An instance as its callers see it; the address stays when the process dies and comes back.</summary>
internal sealed class GatewayDoor : IDisposable
{
    private readonly GrpcChannel _channel;

    public GatewayDoor(string name, int port)
    {
        Name = name;
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions
        {
            // A caller whose gateway was away does not wait long before it looks again.
            MaxReconnectBackoff = TimeSpan.FromSeconds(1),
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
        });
        Cases = new CaseService.CaseServiceClient(_channel);
        Operators = new OperatorService.OperatorServiceClient(_channel);
    }

    public string Name { get; }

    public CaseService.CaseServiceClient Cases { get; }

    public OperatorService.OperatorServiceClient Operators { get; }

    /// <summary>A call's deadline this far from now.</summary>
    public static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;

    /// <summary>What the stream of a case told last before it ended, or before the call's time was over.</summary>
    public async Task<Case> WatchOnceAsync(string caseId, DateTime limit, CancellationToken cancellation)
    {
        using var watch = Cases.WatchCase(new WatchCaseRequest { CaseId = caseId }, deadline: limit, cancellationToken: cancellation);
        Case? last = null;
        try
        {
            await foreach (var message in watch.ResponseStream.ReadAllAsync(cancellation))
            {
                last = message.Case;
                if (last.State is CaseState.NeedsInformation or CaseState.WaitingForPerson)
                {
                    return last;
                }
            }
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.DeadlineExceeded && last is not null)
        {
            // It told what it knew.
        }

        return last ?? throw new RpcException(new Status(StatusCode.Unavailable, "the stream told nothing"));
    }

    public void Dispose() => _channel.Dispose();
}
