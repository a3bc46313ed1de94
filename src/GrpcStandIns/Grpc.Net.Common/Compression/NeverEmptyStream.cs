namespace Grpc.Net.Compression;

/// <summary>
/// .NET's compressing streams put out no byte at all if nothing is put in. A gRPC frame that is flagged as compressed and has
/// no bytes is not valid, and other implementations refuse it. So an empty message ends as the format's own empty form.
/// </summary>
internal sealed class NeverEmptyStream(Stream compressor, Stream target, byte[] emptyForm) : Stream
{
    private bool written;
    private bool disposed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !disposed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        written |= !buffer.IsEmpty;
        compressor.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        written |= !buffer.IsEmpty;
        return compressor.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => compressor.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => compressor.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            compressor.Dispose();
            if (!written)
            {
                target.Write(emptyForm);
            }
        }

        base.Dispose(disposing);
    }
}
