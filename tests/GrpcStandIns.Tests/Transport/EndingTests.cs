using Grpc.Core;

namespace GrpcStandIns.Tests.Transport;

/// <summary>Calls that end badly.</summary>
public class EndingTests(NotesHost host) : IClassFixture<NotesHost>
{
    [Fact]
    public async Task A_failure_brings_its_status_and_its_trailers()
    {
        using var call = host.Client.FailAsync(new Note { Text = "full moon" });
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("not today: ä", failure.Status.Detail);
        Assert.Equal("full moon", failure.Trailers.GetValue("test-reason"));
        Assert.Equal(NotesService.FailureDetails, failure.Trailers.GetValueBytes("test-details-bin"));
        Assert.Equal(StatusCode.FailedPrecondition, call.GetStatus().StatusCode);
        Assert.Equal("full moon", call.GetTrailers().GetValue("test-reason"));
    }

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_sides()
    {
        // The connection is up before the clock runs, so that the call reaches the service.
        await host.Client.SendAsync(new Note());
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1);
        using var call = host.Client.Hang(new Note { Text = "deadline" }, deadline: deadline);
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await host.Hangings.NoticedAsync("deadline");
    }

    [Fact]
    public async Task Cancelling_ends_the_call_on_both_sides()
    {
        using var source = new CancellationTokenSource();
        using var call = host.Client.Hang(new Note { Text = "cancel" }, cancellationToken: source.Token);
        Assert.True(await call.ResponseStream.MoveNext());
        await source.CancelAsync();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await host.Hangings.NoticedAsync("cancel");
    }

    [Fact]
    public async Task Disposing_ends_the_call_on_the_server()
    {
        var call = host.Client.Hang(new Note { Text = "dispose" });
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();

        await host.Hangings.NoticedAsync("dispose");
    }

    [Fact]
    public void Status_codes_have_the_numbers_of_the_protocol()
    {
        string[] inOrder =
        [
            "OK", "Cancelled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied",
            "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss",
            "Unauthenticated",
        ];

        Assert.Equal(inOrder, Enumerable.Range(0, 17).Select(number => ((StatusCode)number).ToString()));
    }
}
