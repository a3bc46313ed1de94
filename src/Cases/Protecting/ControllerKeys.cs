using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace DsrGateway.Cases.Protecting;

/// <summary>
/// The controllers' keys: 256 random bits each, in a file that only the gateway's user can read, in a folder that is kept
/// apart from data and key store. A missing file is made when the controller's first case is opened.
/// </summary>
public sealed class ControllerKeys(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly Lock _making = new();

    /// <summary>The key that wraps case keys.</summary>
    public byte[] WrappingKey(string controllerId) => Derive(controllerId, "case-key-wrapping");

    /// <summary>The key of the keyed hashes by which requests and persons are compared without being stored.</summary>
    public byte[] FingerprintKey(string controllerId) => Derive(controllerId, "fingerprint");

    private byte[] Derive(string controllerId, string use) =>
        _keys.GetOrAdd($"{controllerId}/{use}", _ => HKDF.DeriveKey(HashAlgorithmName.SHA256, Master(controllerId), 32, info: Encoding.UTF8.GetBytes(use)));

    /// <summary>
    /// Tells that cases of the controller are sealed under its key already: from now on a missing file is a loss, and
    /// never made anew. A new key would open none of them and hide that the old one has to be brought back.
    /// </summary>
    internal void MustExist(string controllerId)
    {
        var path = PathOf(controllerId);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{path} is missing and cases are sealed under it; bring it back.");
        }
    }

    private byte[] Master(string controllerId)
    {
        lock (_making)
        {
            var path = PathOf(controllerId);
            return File.Exists(path) ? Read(path) : Make(path);
        }
    }

    private string PathOf(string controllerId) => Path.Combine(folder, controllerId + ".key");

    private static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new InvalidOperationException($"{path} can be read by others; give it mode 0600.");
        }

        var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
        return key.Length == 32 ? key : throw new InvalidOperationException($"{path} does not hold 32 bytes in base64.");
    }

    /// <summary>
    /// Writes to a temporary name of its own, to the disk, and only then gives it its name: a crash leaves no half key. If
    /// another process was first, its key is the one.
    /// </summary>
    private byte[] Make(string path)
    {
        Directory.CreateDirectory(folder);
        var made = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(made, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }

        // File.Move looks and then renames: of two processes the later would take the earlier's key away.
        FolderSync.LinkUnlessThere(made, path);
        File.Delete(made);

        FolderSync.Flush(folder);
        return Read(path);
    }
}
