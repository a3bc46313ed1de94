using System.IO.Compression;
using Grpc.Net.Compression;

namespace DsrGateway.AdapterKit;

/// <summary>
/// gRPC's "gzip" for an adapter that turns compression on. The library's own provider writes no byte for an empty message,
/// because .NET's stream does; Node's gRPC refuses that as broken. This one writes a whole, empty gzip member (RFC 1952).
/// </summary>
internal sealed class GzipWithEmptyMessages : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new Member(stream, compressionLevel ?? CompressionLevel.Fastest);

    public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);

    private sealed class Member(Stream target, CompressionLevel level) : GZipStream(target, level, leaveOpen: true)
    {
        // Header without name or time, an empty final block, a checksum and a length of zero.
        private static readonly byte[] Empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        private bool _written;

        public override void Write(byte[] buffer, int offset, int count)
        {
            _written |= count > 0;
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _written |= buffer.Length > 0;
            base.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            var target = BaseStream;
            base.Dispose(disposing);
            if (disposing && target is not null && !_written)
            {
                _written = true;
                target.Write(Empty);
            }
        }
    }
}
