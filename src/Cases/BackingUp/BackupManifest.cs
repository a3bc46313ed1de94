using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DsrGateway.Cases.BackingUp;

/// <summary>What a backup holds, by which it is checked before it is restored. Written last: a backup without one is not whole.</summary>
/// <param name="Kind">"data" or "keys"; never both in one folder.</param>
/// <param name="SchemaVersion">Of the database; a gateway that knows only older ones refuses it.</param>
/// <param name="Rows">Of the database, by table.</param>
internal sealed record BackupManifest(
    int Format, string Kind, long SchemaVersion, DateTimeOffset MadeTime, IReadOnlyDictionary<string, long> Rows, IReadOnlyList<BackupFile> Files)
{
    public const int KnownFormat = 1;
    private const string Name = "manifest.json";

    public static void Write(string folder, string kind, string database, DateTimeOffset madeTime)
    {
        var (version, rows) = BackupDatabase.Describe(Path.Combine(folder, database));
        BackupFile[] files = [.. Directory.EnumerateFiles(folder).Select(BackupFile.Of).OrderBy(f => f.Name, StringComparer.Ordinal)];
        var manifest = new BackupManifest(KnownFormat, kind, version, madeTime, rows, files);
        BackupFolder.WriteDurably(Path.Combine(folder, Name), JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
    }

    /// <summary>Reads and checks everything there is to check without a target.</summary>
    /// <exception cref="BackupException">It does not fit; the message says what.</exception>
    public static BackupManifest Check(string folder, string kind, string database, long knownVersion)
    {
        var manifest = Read(Path.Combine(folder, Name));
        Require(manifest.Format == KnownFormat, $"{folder} is a backup of format {manifest.Format}; this gateway knows {KnownFormat}.");
        Require(manifest.Kind == kind, $"{folder} is a backup of {manifest.Kind}, not of {kind}.");
        Require(manifest.SchemaVersion <= knownVersion, $"{folder} is of schema version {manifest.SchemaVersion}; this gateway knows versions up to {knownVersion}.");
        Require(manifest.Files.Any(f => f.Name == database), $"{folder} holds no {database}.");
        foreach (var expected in manifest.Files)
        {
            var path = Path.Combine(folder, Path.GetFileName(expected.Name));
            Require(File.Exists(path), $"{path} is missing.");
            Require(BackupFile.Of(path) == expected, $"{path} is not the file that was backed up: its size or SHA-256 is another.");
        }

        BackupDatabase.CheckIntegrity(Path.Combine(folder, database));
        var (version, rows) = BackupDatabase.Describe(Path.Combine(folder, database));
        Require(version == manifest.SchemaVersion && rows.Count == manifest.Rows.Count && rows.All(r => manifest.Rows.GetValueOrDefault(r.Key, -1) == r.Value), $"{folder}: {database} does not hold what the manifest says.");
        return manifest;
    }

    private static BackupManifest Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest) ?? throw new BackupException($"{path} is empty.");
        }
        catch (JsonException)
        {
            throw new BackupException($"{path} is no manifest of a backup.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"{path} is missing: this is no backup, or one that did not come to its end.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new BackupException(message);
        }
    }
}

internal sealed record BackupFile(string Name, long Bytes, string Sha256)
{
    public static BackupFile Of(string path)
    {
        using var file = File.OpenRead(path);
        return new BackupFile(Path.GetFileName(path), file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}

/// <summary>A backup that cannot be made or restored; nothing was changed where it would have gone.</summary>
public sealed class BackupException(string message) : Exception(message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
