using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace GrpcStandIns.Tests.Transport;

public class CompressionTests(NotesHost host) : IClassFixture<NotesHost>
{
    private const int FrameHeader = 5;

    public static TheoryData<ICompressionProvider> Providers =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Gzip_both_ways(string text)
    {
        using var recorder = new RecordingHandler();
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpHandler = recorder });
        // The transport's own switch for compressing requests.
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var answer = await new Notes.NotesClient(channel).SendAsync(new Note { Text = text }, headers);

        Assert.Equal(text, answer.Text);
        Assert.All([recorder.Request, recorder.Response], frame => Assert.Equal(answer.CalculateSize(), UncompressedSize(frame)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_empty_message_is_a_valid_compressed_message(ICompressionProvider provider)
    {
        var compressed = Compress(provider, []);

        Assert.NotEmpty(compressed);
        Assert.Empty(Decompress(provider, compressed));
        // .NET takes no bytes at all for an empty message too, so look at the bytes: what zlib itself writes, save for the header.
        var expected = provider.EncodingName == "gzip" ? "1F8B08000000000000FF03000000000000000000" : "789C030000000001";
        Assert.Equal(expected, Convert.ToHexString(compressed));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_message_comes_back(ICompressionProvider provider)
    {
        var message = new byte[1000];
        Random.Shared.NextBytes(message.AsSpan(500));

        Assert.Equal(message, Decompress(provider, Compress(provider, message)));
    }

    private static byte[] Compress(ICompressionProvider provider, byte[] message)
    {
        using var target = new MemoryStream();
        using (var stream = provider.CreateCompressionStream(target, null))
        {
            stream.Write(message);
        }

        return target.ToArray();
    }

    private static byte[] Decompress(ICompressionProvider provider, byte[] compressed)
    {
        using var stream = provider.CreateDecompressionStream(new MemoryStream(compressed));
        using var result = new MemoryStream();
        stream.CopyTo(result);
        return result.ToArray();
    }

    private static int UncompressedSize(byte[] frame)
    {
        Assert.Equal(1, frame[0]);
        Assert.Equal([0x1f, 0x8b], frame[FrameHeader..(FrameHeader + 2)]);
        return Decompress(new GzipCompressionProvider(CompressionLevel.Fastest), frame[FrameHeader..]).Length;
    }
}
