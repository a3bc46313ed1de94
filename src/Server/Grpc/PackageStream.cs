using DsrGateway.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DsrGateway.Server.Grpc;

/// <summary>A stream that sends what is written to it as pieces of a gRPC stream; it waits for the receiver, so nothing piles up.</summary>
internal sealed class PackageStream(IServerStreamWriter<DownloadPackageResponse> stream) : Stream
{
    private const int PieceSize = 256 * 1024;
    private readonly byte[] _buffer = new byte[PieceSize];
    private int _filled;

    /// <summary>Goes out with the first piece.</summary>
    public PackageSummary? Summary { get; set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, PieceSize - _filled);
            buffer[..taken].CopyTo(_buffer.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
            if (_filled == PieceSize)
            {
                await SendAsync(cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>A flush in the middle would only make small pieces; the end sends what is left.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_filled > 0)
        {
            await SendAsync(cancellation);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    private async Task SendAsync(CancellationToken cancellation)
    {
        var piece = new DownloadPackageResponse { Chunk = ByteString.CopyFrom(_buffer, 0, _filled), Summary = Summary };
        Summary = null;
        _filled = 0;
        await stream.WriteAsync(piece, cancellation);
    }
}
