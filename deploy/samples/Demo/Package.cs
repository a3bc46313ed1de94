using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace DsrGateway.Demo;

/// <summary>A package, opened and checked as its receiver would.</summary>
internal sealed record Package(IReadOnlyDictionary<string, byte[]> Entries)
{
    public static async Task<Package> OpenAsync(string path, CancellationToken cancellation)
    {
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await using var archive = await ZipFile.OpenReadAsync(path, cancellation);
        foreach (var entry in archive.Entries)
        {
            await using var content = await entry.OpenAsync(cancellation);
            using var buffer = new MemoryStream();
            await content.CopyToAsync(buffer, cancellation);
            entries.Add(entry.FullName, buffer.ToArray());
        }

        return new Package(entries);
    }

    /// <summary>Every entry is in the manifest and has the size and hash it says.</summary>
    public bool MatchesManifest()
    {
        using var manifest = JsonDocument.Parse(Entries["manifest.json"]);
        var listed = manifest.RootElement.GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("path").GetString()!);
        return listed.Count == Entries.Count - 1 && listed.All(l => Entries.TryGetValue(l.Key, out var content)
            && content.Length == l.Value.GetProperty("size").GetInt64()
            && Convert.ToHexString(SHA256.HashData(content)).Equals(l.Value.GetProperty("sha256").GetString(), StringComparison.OrdinalIgnoreCase));
    }

    public bool Contains(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return Entries.Values.Any(content => content.AsSpan().IndexOf(bytes) >= 0);
    }
}
