using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace DsrGateway.Cli.Downloading;

/// <summary>What a checked package holds.</summary>
internal sealed record PackageContents(int Entries, long Bytes);

/// <summary>Checks that an archive has an end, and holds what its manifest lists with these sizes and hashes, and nothing more.</summary>
internal static class PackageCheck
{
    private const string Manifest = "manifest.json";

    public static async Task<PackageContents> RunAsync(Stream archive, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            var listed = await ReadManifestAsync(zip, cancellationToken);
            var entries = zip.Entries.Where(entry => entry.FullName != Manifest).ToList();
            if (entries.Count != listed.Count)
            {
                throw Damaged("it does not hold what its manifest lists");
            }

            foreach (var entry in entries)
            {
                await CheckAsync(entry, listed.GetValueOrDefault(entry.FullName), cancellationToken);
            }

            return new PackageContents(entries.Count, entries.Sum(entry => entry.Length));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException)
        {
            throw Damaged(error is InvalidDataException ? "it ends early or is no ZIP archive" : "its manifest cannot be read");
        }
    }

    private static async Task<Dictionary<string, string>> ReadManifestAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(Manifest) ?? throw Damaged("its manifest is missing");
        await using var stream = entry.Open();
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return document.RootElement.GetProperty("entries").EnumerateArray().ToDictionary(
            item => item.GetProperty("path").GetString() ?? "",
            item => FormattableString.Invariant($"{item.GetProperty("size").GetInt64()} {item.GetProperty("sha256").GetString()}"),
            StringComparer.Ordinal);
    }

    private static async Task CheckAsync(ZipArchiveEntry entry, string? expected, CancellationToken cancellationToken)
    {
        await using var stream = entry.Open();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (expected != FormattableString.Invariant($"{entry.Length} {hash}"))
        {
            throw Damaged($"{entry.FullName} is not what the manifest lists");
        }
    }

    private static CliException Damaged(string why) =>
        new(ExitCodes.Other, $"The package is not whole: {why}. Nothing was kept; download it again.");
}
