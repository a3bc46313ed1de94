using System.Net;
using System.Net.Sockets;
using DsrGateway.TestServers;

namespace DsrGateway.Chaos.Cluster;

/// <summary>A TCP proxy between a gateway and one thing it needs, by which the network misbehaves.</summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _targetPort;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<LinkConnection> _connections = [];
    private readonly Task _accepting;

    public Link(string name, string host, int port)
    {
        (Name, _host, _targetPort) = (name, host, port);
        Port = Ports.Free(1)[0];
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Name { get; }

    public int Port { get; }

    public LinkMode Mode { get; private set; }

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How many of a hundred answers are lost at all times.</summary>
    public double LossPercent { get; set; }

    /// <summary>Answers that were lost so far.</summary>
    public int Lost { get; internal set; }

    public void Set(LinkMode mode)
    {
        var from = Mode;
        Mode = mode;
        // A stream that bytes are missing from cannot go on.
        if (mode == LinkMode.Cut || from is LinkMode.Swallow or LinkMode.SwallowAnswers)
        {
            ResetAll();
        }
    }

    /// <summary>RST on every connection that stands.</summary>
    public void ResetAll()
    {
        List<LinkConnection> all;
        lock (_gate)
        {
            all = [.. _connections];
        }

        all.ForEach(c => c.Reset());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        ResetAll();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The next one, if there is one.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var target = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var connection = new LinkConnection(this, client, target);
        lock (_gate)
        {
            _connections.Add(connection);
        }

        try
        {
            if (Mode != LinkMode.Cut)
            {
                await target.ConnectAsync(_host, _targetPort, _stopping.Token);
                await connection.PumpAsync(_stopping.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The connection is over, whoever ended it.
        }
        finally
        {
            connection.Reset();
            lock (_gate)
            {
                _connections.Remove(connection);
            }
        }
    }
}
