using System.Net;
using System.Net.Sockets;

namespace DsrGateway.TestServers;

/// <summary>Ports that nobody uses.</summary>
public static class Ports
{
    /// <summary>Different ones: all are held before any is let go.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    /// <summary>Whether somebody listens there.</summary>
    public static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation = default)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
