using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One way to compress messages, known to the other side by its encoding name.</summary>
public interface ICompressionProvider
{
    string EncodingName { get; }

    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    Stream CreateDecompressionStream(Stream stream);
}
