using Grpc.Core;

namespace GrpcStandIns.Tests.Transport;

public class CallTests(NotesHost host) : IClassFixture<NotesHost>
{
    [Fact]
    public async Task Unary()
    {
        using var call = host.Client.SendAsync(new Note { Text = "one" });

        Assert.Equal("one", (await call).Text);
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
    }

    [Fact]
    public void Unary_blocking() => Assert.Equal("one", host.Client.Send(new Note { Text = "one" }).Text);

    [Fact]
    public async Task Server_streaming()
    {
        using var call = host.Client.Split(new Note { Text = "a b c" });
        var headers = await call.ResponseHeadersAsync;
        var words = await call.ResponseStream.ReadAllAsync().Select(note => note.Text).ToListAsync();

        Assert.Equal("yes", headers.GetValue("test-early"));
        Assert.Equal(["a", "b", "c"], words);
    }

    [Fact]
    public async Task Client_streaming()
    {
        using var call = host.Client.Join();
        await call.RequestStream.WriteAsync(new Note { Text = "a" });
        await call.RequestStream.WriteAsync(new Note { Text = "b" }, CancellationToken.None);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("a b", (await call).Text);
    }

    [Fact]
    public async Task Duplex_streaming()
    {
        using var call = host.Client.Chat();
        foreach (var text in new[] { "ping", "pong" })
        {
            await call.RequestStream.WriteAsync(new Note { Text = text });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Headers_of_text_and_bytes_arrive()
    {
        var headers = new Metadata { { "test-Text", "value" }, { "test-bytes-bin", [0, 0xff] } };
        using var call = host.Client.SendAsync(new Note(), headers);
        await call;

        Assert.Equal("value", call.GetTrailers().GetValue("test-text"));
        Assert.Equal([0, 0xff], call.GetTrailers().GetValueBytes("test-bytes-bin"));
    }

    [Fact]
    public async Task Call_credentials_arrive()
    {
        var first = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("test-method", context.MethodName);
            return Task.CompletedTask;
        });
        var second = CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("test-token", "t");
            return Task.CompletedTask;
        });
        using var call = host.Client.SendAsync(new Note(), new CallOptions(credentials: CallCredentials.Compose(first, second)));
        await call;

        Assert.Equal("Send", call.GetTrailers().GetValue("test-method"));
        Assert.Equal("t", call.GetTrailers().GetValue("test-token"));
    }
}
