using Grpc.Core;

namespace GrpcStandIns.Tests.Transport;

internal sealed class NotesService(Hangings hangings) : Notes.NotesBase
{
    public static readonly byte[] FailureDetails = [0, 1, 0xfe, 0xff];

    public override Task<Note> Send(Note request, ServerCallContext context)
    {
        // What came, so that a test can look at it from the other side.
        foreach (var header in context.RequestHeaders.Where(entry => entry.Key.StartsWith("test-", StringComparison.Ordinal)))
        {
            context.ResponseTrailers.Add(header);
        }

        return Task.FromResult(request);
    }

    public override async Task Split(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "test-early", "yes" } });
        foreach (var word in request.Text.Split(' '))
        {
            await responseStream.WriteAsync(new Note { Text = word }, context.CancellationToken);
        }
    }

    public override async Task<Note> Join(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var words = new List<string>();
        await foreach (var note in requestStream.ReadAllAsync(context.CancellationToken))
        {
            words.Add(note.Text);
        }

        return new Note { Text = string.Join(' ', words) };
    }

    public override async Task Chat(
        IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(requestStream.Current);
        }
    }

    public override Task<Note> Fail(Note request, ServerCallContext context)
    {
        var trailers = new Metadata { { "test-reason", request.Text }, { "test-details-bin", FailureDetails } };
        throw new RpcException(new Status(StatusCode.FailedPrecondition, "not today: ä"), trailers);
    }

    public override async Task Hang(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(request);
        await hangings.UntilCancelledAsync(request.Text, context.CancellationToken);
    }
}
