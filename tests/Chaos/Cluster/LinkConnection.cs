using System.Net.Sockets;

namespace DsrGateway.Chaos.Cluster;

/// <summary>One connection through a link.</summary>
internal sealed class LinkConnection(Link link, Socket client, Socket target)
{
    private const int PieceBytes = 7;
    private const int SlicedBytes = 4096;
    private const double LoseAnswersPercent = 20;

    /// <summary>Ends when either side ended.</summary>
    public async Task PumpAsync(CancellationToken cancellation)
    {
        var up = CopyAsync(client, target, answers: false, cancellation);
        var down = CopyAsync(target, client, answers: true, cancellation);
        var first = await Task.WhenAny(up, down);
        Reset();
        await first;
    }

    /// <summary>As when a machine is gone: no goodbye.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, target])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Closed already.
            }

            socket.Dispose();
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool answers, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, cancellation) is > 0 and var count)
        {
            var lossPercent = link.Mode == LinkMode.LoseAnswers ? LoseAnswersPercent : link.LossPercent;
            if (answers && Random.Shared.NextDouble() * 100 < lossPercent)
            {
                link.Lost++;
                return;
            }

            await ForwardAsync(to, buffer.AsMemory(0, count), answers, cancellation);
        }
    }

    private async Task ForwardAsync(Socket to, ReadOnlyMemory<byte> bytes, bool answers, CancellationToken cancellation)
    {
        switch (link.Mode)
        {
            case LinkMode.Swallow:
            case LinkMode.SwallowAnswers when answers:
                return;
            case LinkMode.Delay:
                await Task.Delay(link.Latency * (0.5 + Random.Shared.NextDouble()), cancellation);
                break;
            case LinkMode.Slice:
                for (var at = 0; at < Math.Min(bytes.Length, SlicedBytes); at += PieceBytes)
                {
                    await SendAsync(to, bytes[at..Math.Min(at + PieceBytes, Math.Min(bytes.Length, SlicedBytes))], cancellation);
                }

                bytes = bytes[Math.Min(bytes.Length, SlicedBytes)..];
                break;
        }

        await SendAsync(to, bytes, cancellation);
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellation)..];
        }
    }
}
