using Grpc.Core.Interceptors;

namespace GrpcStandIns.Tests.Transport;

public class InterceptorTests(NotesHost host) : IClassFixture<NotesHost>
{
    private const string Service = "/dsr.standins.tests.v1.Notes/";

    [Fact]
    public async Task A_server_interceptor_sees_every_kind_of_call()
    {
        using var unary = host.Client.SendAsync(new Note());
        await unary;
        using var join = host.Client.Join();
        await join.RequestStream.CompleteAsync();
        await join;
        using var split = host.Client.Split(new Note());
        while (await split.ResponseStream.MoveNext(CancellationToken.None))
        {
        }

        using var chat = host.Client.Chat();
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext(CancellationToken.None));

        var ended = new[] { unary.GetTrailers(), join.GetTrailers(), split.GetTrailers(), chat.GetTrailers() };
        IEnumerable<string> expected =
            [$"Unary {Service}Send", $"ClientStreaming {Service}Join", $"ServerStreaming {Service}Split", $"DuplexStreaming {Service}Chat"];
        Assert.Equal(expected, ended.Select(trailers => trailers.GetValue(StampingServerInterceptor.Trailer)));
    }

    [Fact]
    public async Task Client_interceptors_run_in_the_order_named()
    {
        var invoker = host.Channel.Intercept(new StampingClientInterceptor("outer"), new StampingClientInterceptor("inner"));
        using var call = new Notes.NotesClient(invoker).SendAsync(new Note { Text = "x" });

        Assert.Equal("x", (await call).Text);
        // Two headers of one name arrive as one.
        Assert.Equal("outer, inner", call.GetTrailers().GetValue("test-client-stamp"));
    }

    [Fact]
    public async Task A_client_interceptor_may_only_change_the_headers()
    {
        var invoker = host.Channel.CreateCallInvoker().Intercept(headers => [.. headers, new("test-added", "yes")]);
        using var call = new Notes.NotesClient(invoker).SendAsync(new Note());
        await call;

        Assert.Equal("yes", call.GetTrailers().GetValue("test-added"));
    }

    [Fact]
    public async Task A_client_for_another_host_still_calls()
    {
        // The managed transport takes the authority from the channel; what counts is that the derived client works.
        using var call = host.Client.WithHost("elsewhere").SendAsync(new Note { Text = "x" });

        Assert.Equal("x", (await call).Text);
    }
}
