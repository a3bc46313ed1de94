namespace GrpcStandIns.Tests.Transport;

/// <summary>Keeps the bytes that travelled.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    public byte[] Request { get; private set; } = [];

    public byte[] Response { get; private set; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        Response = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response;
    }
}
