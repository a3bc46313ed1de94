using System.Net;
using System.Net.Sockets;
using DsrGateway.Chaos.Cluster;

namespace DsrGateway.Chaos.Tests;

/// <summary>The network that misbehaves, against an echo.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private static readonly byte[] Said = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _heard;
    private Link _link = null!;

    public Task InitializeAsync()
    {
        _listener.Start();
        _ = EchoAsync();
        _link = new Link("echo", "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _link.DisposeAsync();
        _listener.Dispose();
    }

    [Theory]
    [InlineData(LinkMode.Pass)]
    [InlineData(LinkMode.Slice)]
    [InlineData(LinkMode.Delay)]
    internal async Task What_passes_comes_back_whole(LinkMode mode)
    {
        _link.Latency = TimeSpan.FromMilliseconds(20);
        _link.Set(mode);

        Assert.Equal(Said, await SayAsync());
    }

    [Fact]
    public async Task A_cut_link_resets()
    {
        _link.Set(LinkMode.Cut);

        await Assert.ThrowsAnyAsync<SocketException>(SayAsync);
    }

    [Fact]
    public async Task A_lost_answer_is_a_request_that_was_heard()
    {
        _link.LossPercent = 100;

        await Assert.ThrowsAnyAsync<SocketException>(SayAsync);
        Assert.Equal((Said.Length, 1), (_heard, _link.Lost));
    }

    [Fact]
    public async Task A_half_open_link_keeps_silent_until_it_is_healed_and_works_afterwards()
    {
        _link.Set(LinkMode.Swallow);
        var silent = SayAsync();
        Assert.NotSame(silent, await Task.WhenAny(silent, Task.Delay(TimeSpan.FromMilliseconds(300))));

        _link.Set(LinkMode.Pass);
        await Assert.ThrowsAnyAsync<SocketException>(() => silent);
        Assert.Equal(Said, await SayAsync());
    }

    private async Task<byte[]> SayAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", _link.Port);
        await socket.SendAsync(Said);
        var back = new byte[Said.Length];
        using var patience = new CancellationTokenSource(Patience);
        for (var at = 0; at < back.Length;)
        {
            at += await socket.ReceiveAsync(back.AsMemory(at), patience.Token) is > 0 and var count ? count : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return back;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                _ = EchoAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using var own = socket;
        var buffer = new byte[1024];
        try
        {
            while (await own.ReceiveAsync(buffer) is > 0 and var count)
            {
                _heard += count;
                await own.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (SocketException)
        {
            // Reset.
        }
    }
}
