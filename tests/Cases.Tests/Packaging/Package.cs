using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace DsrGateway.Cases.Packaging;

/// <summary>A written package, read back.</summary>
internal sealed class Package(byte[] bytes) : IDisposable
{
    private readonly ZipArchive zip = new(new MemoryStream(bytes), ZipArchiveMode.Read);

    public byte[] Bytes => bytes;

    public IEnumerable<string> Paths => zip.Entries.Select(entry => entry.FullName);

    public string Page => Text("index.html");

    public JsonElement Manifest => JsonDocument.Parse(Content("manifest.json")).RootElement;

    public static async Task<Package> WriteAsync(IPackageSource source)
    {
        var memory = new MemoryStream();
        await PackageWriter.WriteAsync(source, new ForwardStream(memory), CancellationToken.None);
        return new Package(memory.ToArray());
    }

    public byte[] Content(string path)
    {
        using var stream = zip.GetEntry(path)!.Open();
        var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public string Text(string path) => Encoding.UTF8.GetString(Content(path));

    public void Dispose() => zip.Dispose();
}
