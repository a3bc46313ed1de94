using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>What HTTP calls deflate is the zlib format around it (RFC 9110, 8.4.1.2).</summary>
public sealed class DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    /// <summary>A zlib stream (RFC 1950) that holds nothing: header, one empty final block, checksum 1.</summary>
    private static readonly byte[] EmptyZlib = [0x78, 0x9c, 0x03, 0x00, 0, 0, 0, 1];

    public string EncodingName => "deflate";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new NeverEmptyStream(
        new ZLibStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true), stream, EmptyZlib);

    public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
}
