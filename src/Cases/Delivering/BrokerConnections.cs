using System.Net.Sockets;
using RabbitMQ.Client;

namespace DsrGateway.Cases.Delivering;

/// <summary>
/// The bus's connections to the broker, for whoever has to cut them: RabbitMQ goes on with heartbeats for up to half a minute on a connection that it
/// has given up, while it waits for the channels, and MassTransit opens a new one only when the old one ends.
/// </summary>
internal sealed class BrokerConnections(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private long _changedAt;

    /// <summary>When one was last opened or all were cut: what was listened to before is listened to no more.</summary>
    public long ChangedAt => Interlocked.Read(ref _changedAt);

    /// <summary>For <see cref="ConnectionFactoryBase.SocketFactory"/>.</summary>
    public ITcpClient Open(AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Interlocked.Exchange(ref _changedAt, clock.GetTimestamp());
        lock (_gate)
        {
            _sockets.RemoveAll(s => s.SafeHandle.IsClosed);
            _sockets.Add(socket);
        }

        return new TcpClientAdapter(socket);
    }

    /// <summary>Ends all that are open, as if the network had; nothing is lost that the broker has not confirmed.</summary>
    public void Cut()
    {
        Interlocked.Exchange(ref _changedAt, clock.GetTimestamp());
        lock (_gate)
        {
            _sockets.ForEach(Cut);
        }
    }

    private static void Cut(Socket socket)
    {
        try
        {
            // Whoever reads from it reads its end.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }
}
