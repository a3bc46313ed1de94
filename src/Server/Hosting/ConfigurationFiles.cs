using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Server.Hosting;

/// <summary>
/// The controllers' files and the adapters' file as they were read once. They are compared by what they hold: a mounted folder
/// changes by links that point elsewhere, and a link's own time and length stay.
/// </summary>
/// <param name="Controllers">Each controllers' file, by its name without the folder, in the order of the names.</param>
/// <param name="Adapters">The adapters' file; null if the settings name none.</param>
internal sealed record ConfigurationFiles(IReadOnlyList<(string Name, string Text)> Controllers, string? Adapters)
{
    /// <summary>Far beyond any configuration that a person writes; a folder that was named by mistake must not fill the memory.</summary>
    private const long LongestFile = 8 * 1024 * 1024;
    private const int MostFiles = 1000;

    /// <summary>Differs when a name or a content does.</summary>
    public string Hash { get; } = HashOf(Controllers, Adapters);

    /// <exception cref="ConfigurationException">A file or the folder cannot be read.</exception>
    public static ConfigurationFiles Read(GatewayOptions options)
    {
        var faults = new List<string>();
        var controllers = ReadFolder(options.ControllersFolder, faults);
        var adapters = options.AdaptersFile.Length == 0 ? null : ReadFile("Gateway:AdaptersFile", options.AdaptersFile, faults);
        return faults.Count == 0 ? new ConfigurationFiles(controllers, adapters) : throw new ConfigurationException(faults);
    }

    private static List<(string, string)> ReadFolder(string folder, List<string> faults)
    {
        const string Setting = "Gateway:ControllersFolder";
        try
        {
            var files = Directory.EnumerateFiles(folder, "*.*").Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal).ToList();
            if (files.Count > MostFiles)
            {
                faults.Add($"{Setting} {Path.GetFullPath(folder)} holds {files.Count} YAML files, more than {MostFiles}.");
                return [];
            }

            return [.. files.Select(f => (Path.GetFileName(f), ReadFile(Setting, f, faults) ?? ""))];
        }
        catch (DirectoryNotFoundException)
        {
            faults.Add($"{Setting} {Path.GetFullPath(folder)} does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{Setting} {Path.GetFullPath(folder)} cannot be read ({e.GetType().Name}).");
        }

        return [];
    }

    private static string? ReadFile(string setting, string path, List<string> faults)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length <= LongestFile)
            {
                using var reader = new StreamReader(file);
                return reader.ReadToEnd();
            }

            faults.Add($"{setting} {path} is longer than {LongestFile} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{setting} {path} cannot be read ({e.GetType().Name}).");
        }

        return null;
    }

    private static string HashOf(IReadOnlyList<(string Name, string Text)> controllers, string? adapters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in controllers.SelectMany(c => new[] { c.Name, c.Text }).Append(adapters is null ? "-" : "+" + adapters))
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            // With the length before it, so that no text can pass for two.
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
