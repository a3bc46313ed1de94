using DsrGateway.AdapterKit;
using DsrGateway.TestKit;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DsrGateway.Foreign.Tests;

/// <summary>
/// An empty message with gzip on, both ways, over a socket. .NET's compressing stream writes nothing at all for it, and Node's gRPC
/// takes a compressed message without bytes for a broken one.
/// </summary>
public sealed class CompressedEmptyMessages : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("node")]
    [InlineData("python")]
    public async Task A_foreign_client_gets_an_empty_answer_from_an_adapter_that_compresses(string language)
    {
        await using var adapter = AdapterHost.Build(["--Adapter:Address=http://127.0.0.1:0"], new AdapterIdentity("", ""), Compress);
        await adapter.StartAsync();
        var address = new Uri(adapter.Urls.Single()).Authority;
        using var client = language == "node"
            ? await Toolchains.NodeAsync(Program("describe.js"), address, Path.Combine(ForeignProcess.Root, "protos"))
            : await Toolchains.PythonAsync(_folder, Program("describe.py"), address);

        var (_, lines, errors) = await client.EndAsync();

        Assert.Equal("", errors.Trim());
        Assert.Equal(["systems: 0"], lines);
    }

    private static void Compress(WebApplicationBuilder builder) =>
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.ResponseCompressionAlgorithm = "gzip");

    private static string Program(string file) => Path.Combine(ForeignProcess.Root, "tests", "Foreign.Tests", "Programs", file);
}
